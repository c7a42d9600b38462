import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Clipboard {
  /** Hands a text over, and resolves with how long it was and where it went. Rejects where even a file could not be written. */
  copy(text: string): Promise<string>;
  /** Removes the files that texts went to. */
  dispose(): void;
}

interface ClipboardOptions {
  /** Writes to the terminal. */
  readonly write: (sequence: string) => void;
  readonly environment: Environment;
  readonly platform?: NodeJS.Platform;
}

/** Bytes of base64 that many terminals take: xterm's limit, which others have made theirs. */
export const maximumBase64 = 74_994;
/** A command that takes longer, in ms, waits for something that does not come. */
const patience = 2_000;

/**
 * The sequence that puts a text on the terminal's clipboard (OSC 52); undefined for one that is too long. For tmux once
 * as it is and once to be passed through: which of them is heeded depends on its options `set-clipboard` and
 * `allow-passthrough`.
 */
export function clipboardSequence(text: string, tmux: boolean): string | undefined {
  const encoded = Buffer.from(text).toString('base64');
  if (encoded.length > maximumBase64) return undefined;
  const sequence = `\u001b]52;c;${encoded}\u0007`;
  if (!tmux) return sequence;
  return `${sequence}\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;
}

interface SystemCommand {
  readonly name: string;
  readonly args: readonly string[];
  readonly encoding?: 'utf16le';
}

/** What may reach the clipboard of the machine that the operator sits at, best first. */
export function systemCommands(
  environment: Environment,
  platform: NodeJS.Platform,
): readonly SystemCommand[] {
  const clip: SystemCommand = { name: 'clip.exe', args: [], encoding: 'utf16le' };
  // Over ssh these would fill the clipboard of the wrong machine; the others follow the display.
  const local = !environment.SSH_CONNECTION;
  if (platform === 'darwin') return local ? [{ name: 'pbcopy', args: [] }] : [];
  if (platform === 'win32') return local ? [clip] : [];
  return [
    ...(environment.WAYLAND_DISPLAY ? [{ name: 'wl-copy', args: [] }] : []),
    ...(environment.DISPLAY
      ? [
          { name: 'xclip', args: ['-selection', 'clipboard'] },
          { name: 'xsel', args: ['--clipboard', '--input'] },
        ]
      : []),
    ...(local && environment.WSL_DISTRO_NAME ? [clip] : []),
  ];
}

/** What these commands need to find the display. Nothing else, so that no token reaches them. */
const passedOn =
  /^(?:PATH|PATHEXT|SystemRoot|HOME|LANG|LC_\w+|DISPLAY|XAUTHORITY|WAYLAND_DISPLAY|XDG_RUNTIME_DIR|WSL\w*)$/i;

const commandEnvironment = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => passedOn.test(name)));

/** Whether the command is there and took the text. */
function hand(
  { name, args, encoding }: SystemCommand,
  text: string,
  environment: Environment,
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(name, [...args], {
      env: commandEnvironment(environment),
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: patience,
      windowsHide: true,
    });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
    // One that ends before it has read everything says so by its code.
    child.stdin.on('error', () => {});
    child.stdin.end(encoding ? Buffer.from(`\ufeff${text}`, encoding) : text);
  });
}

export function createClipboard({
  write,
  environment,
  platform = process.platform,
}: ClipboardOptions): Clipboard {
  let folder: string | undefined;

  const dispose = () => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    folder = undefined;
  };

  const store = (text: string): string => {
    // Made for its owner alone, with a name that nobody knows before.
    folder ??= mkdtempSync(join(tmpdir(), 'multiuser-repl-copy-'));
    const path = join(folder, 'answer.md');
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };

  const byCommand = async (text: string): Promise<string | undefined> => {
    for (const command of systemCommands(environment, platform)) {
      if (await hand(command, text, environment)) return command.name;
    }
    return undefined;
  };

  return {
    async copy(text) {
      const count = `${[...text].length.toLocaleString('en-US')} characters`;
      const sequence =
        environment.TERM === 'dumb'
          ? undefined
          : clipboardSequence(text, Boolean(environment.TMUX));
      if (sequence !== undefined) write(sequence);
      const command = await byCommand(text);
      if (command && sequence) return `${count} copied, by ${command} and the terminal (OSC 52)`;
      if (command) return `${count} copied by ${command}`;
      if (sequence) return `${count} handed to the terminal's clipboard (OSC 52)`;
      return `no clipboard takes ${count}: until you leave they are in ${store(text)}`;
    },
    dispose,
  };
}
