import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

// biome-ignore lint/suspicious/noExplicitAny: the protocol's messages have no types here.
type Told = any;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Told;
  readonly result?: Told;
  readonly error?: { readonly message: string };
}

export interface Viewport {
  readonly width: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly media?: 'screen' | 'print';
}

/** A page in a browser, by the DevTools protocol. */
export interface Page {
  /** Loads a file and waits until it is loaded. */
  open(file: string): Promise<void>;
  /** The value of an expression in the page, as JSON. */
  evaluate<T>(expression: string): Promise<T>;
  /** What a screen reader gets: the role and name of everything that is not ignored. */
  accessibility(): Promise<readonly { readonly role: string; readonly name: string }[]>;
  /** Presses a key by its name: `Tab`, `Enter`, `ArrowLeft`. */
  press(key: string): Promise<void>;
  resize(viewport: Viewport): Promise<void>;
  /** Errors on the console, what was thrown, and what a policy refused. */
  readonly complaints: string[];
  /** The URL of every request that the browser made for the page. */
  readonly requests: string[];
  /** Dialogs that the page opened. */
  readonly dialogs: string[];
  readonly close: () => Promise<void>;
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--no-first-run',
  '--remote-debugging-pipe',
];

const keyCodes: Readonly<Record<string, number>> = {
  Tab: 9,
  Enter: 13,
  ' ': 32,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowRight: 39,
};

/** Messages over a pair of pipes: JSON, each ended by a zero byte. */
function connect(child: ChildProcess, hear: (message: Message) => void) {
  const [, , , out, back] = child.stdio as unknown as [never, never, never, Writable, Readable];
  const waiting = new Map<number, (message: Message) => void>();
  let rest = '';
  let last = 0;
  out.on('error', () => {});
  back.setEncoding('utf8').on('data', (text: string) => {
    const whole = (rest + text).split('\0');
    rest = whole.pop() ?? '';
    for (const each of whole) {
      const message: Message = JSON.parse(each);
      if (message.id === undefined) hear(message);
      else waiting.get(message.id)?.(message);
    }
  });
  return (method: string, params: object = {}, sessionId?: string) =>
    new Promise<Told>((resolve, reject) => {
      const id = ++last;
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result);
      });
      out.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    });
}

/** Starts a browser with one empty page. */
export async function openPage(): Promise<Page> {
  const profile = mkdtempSync(join(tmpdir(), 'multiuser-repl-chromium-'));
  const child = spawn('chromium', [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const complaints: string[] = [];
  const requests: string[] = [];
  const dialogs: string[] = [];
  let loaded = () => {};

  function hear({ method, params: told }: Message): void {
    if (method === 'Page.loadEventFired') loaded();
    if (method === 'Network.requestWillBeSent') requests.push(told.request.url);
    if (method === 'Runtime.exceptionThrown') complaints.push(told.exceptionDetails.text);
    if (method === 'Runtime.consoleAPICalled') complaints.push(JSON.stringify(told.args));
    if (method === 'Log.entryAdded') complaints.push(told.entry.text);
    if (method === 'Page.javascriptDialogOpening') {
      dialogs.push(told.message);
      send('Page.handleJavaScriptDialog', { accept: false }).catch(() => {});
    }
  }
  const call = connect(child, hear);
  const { targetInfos } = await call('Target.getTargets');
  const { targetId } = targetInfos.find(({ type }: Told) => type === 'page');
  const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
  const send = (method: string, params: object = {}) => call(method, params, sessionId);
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(`${domain}.enable`);

  return {
    complaints,
    requests,
    dialogs,
    async open(file) {
      const load = new Promise<void>((resolve) => {
        loaded = resolve;
      });
      await send('Page.navigate', { url: `file://${file}` });
      await load;
    },
    async evaluate(expression) {
      const { result, exceptionDetails } = await send('Runtime.evaluate', {
        expression,
        returnByValue: true,
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails).slice(0, 500));
      return result.value;
    },
    async accessibility() {
      const { nodes } = await send('Accessibility.getFullAXTree');
      return nodes
        .filter(({ ignored }: Told) => !ignored)
        .map(({ role, name }: Told) => ({ role: role?.value ?? '', name: name?.value ?? '' }));
    },
    async press(key) {
      const of = { key, code: key === ' ' ? 'Space' : key, windowsVirtualKeyCode: keyCodes[key] };
      const text = { Enter: '\r', ' ': ' ' }[key];
      await send('Input.dispatchKeyEvent', {
        type: text ? 'keyDown' : 'rawKeyDown',
        ...of,
        ...(text && { text }),
      });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...of });
    },
    async resize({ width, height = 800, scheme = 'light', media = 'screen' }) {
      await send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: false,
      });
      await send('Emulation.setEmulatedMedia', {
        media,
        features: [{ name: 'prefers-color-scheme', value: scheme }],
      });
    },
    async close() {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      call('Browser.close').catch(() => {});
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
