import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAsk } from '../../src/repl/ask.ts';
import type { Command } from '../../src/repl/command.ts';
import type { Listener } from '../../src/repl/event-stream.ts';
import type { UntimedReplEvent } from '../../src/repl/events.ts';
import { testEnvironment } from '../support/environment.ts';

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

it('the example of the docs is the one that runs, and no longer than a page', () => {
  const example = readFileSync(path('examples/back-end.js'), 'utf8');
  expect(readFileSync(path('docs/library.md'), 'utf8')).toContain(`\`\`\`js\n${example}\`\`\``);
  expect(example.split('\n').length).toBeLessThan(36);
});

it('the example answers each user over files of their own, and ends when told to', async () => {
  const child = spawn(process.execPath, [path('examples/back-end.js')], {
    env: testEnvironment({ PORT: '0' }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [port] = await once(child.stdout, 'data');
  const call = async (user: string, body?: string) => {
    const url = `http://127.0.0.1:${String(port).trim()}/${user}`;
    const answer = await fetch(url, body === undefined ? {} : { method: 'POST', body });
    return { status: answer.status, text: await answer.text() };
  };
  const [made, none] = await Promise.all([
    call('alice', 'Create notes.md saying "tea at four"'),
    call('bob', 'List my files'),
  ]);
  expect(made).toEqual({ status: 200, text: expect.stringContaining('notes.md') });
  expect(none).toEqual({ status: 200, text: expect.not.stringContaining('notes.md') });
  expect(JSON.parse((await call('alice')).text)).toMatchObject([{ path: 'notes.md', size: 11 }]);
  expect((await call('bob')).text).toBe('[]');
  expect(await call('..', 'hello')).toMatchObject({ status: 400 });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
}, 60_000);

it.each([
  ['src/index.ts', ['zod', 'diff']],
  ['src/redis.ts', ['@redis/client', '@redis/cluster-key-slot', 'cluster-key-slot']],
])('no screen and no command line are behind %s', async (entry, packages) => {
  const { settings } = await import(path('scripts/bundle.js'));
  const { metafile } = await build({
    ...settings,
    absWorkingDir: path(''),
    entryPoints: [entry],
    outdir: 'out',
    write: false,
    metafile: true,
  });
  const inputs = Object.keys(metafile?.inputs ?? {}).map((each) =>
    each.replace(/^.*node_modules\//, 'npm:'),
  );
  const folders = inputs.flatMap((each) => /^src\/([\w-]+)\//.exec(each)?.[1] ?? []);
  const known = ['copilot', 'files', 'offline-model', 'repl'];
  expect(inputs).toContain(entry);
  expect([...new Set(folders)].filter((each) => !known.includes(each))).toEqual([]);
  const others = inputs.flatMap((each) => /^npm:((?:@[^/]+\/)?[^/]+)/.exec(each)?.[1] ?? []);
  expect([...new Set(others)].filter((each) => !packages.includes(each))).toEqual([]);
});

describe('ask', () => {
  /** A heart that is told what to emit. */
  function fakeHeart(
    execute: (command: Command, emit: (event: UntimedReplEvent) => void) => Promise<void>,
  ) {
    const listeners = new Set<Listener>();
    const emit = (event: UntimedReplEvent) => {
      for (const listener of listeners) listener({ ...event, time: 'now' });
    };
    return {
      listeners,
      execute: (command: Command) => execute(command, emit),
      subscribe(listener: Listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  }

  it('two prompts of one user at once: each hears its own request, on one client', async () => {
    let requests = 0;
    const commands: string[] = [];
    const heart = fakeHeart(async (command, emit) => {
      commands.push(command.type);
      if (command.type === 'new') {
        return emit({ type: 'client.opened', user: 'alice', client: 'C1' });
      }
      if (command.type !== 'as') return;
      const of = { user: 'alice', client: 'C1', request: `R${++requests}` };
      emit({ type: 'request.submitted', ...of, prompt: command.text });
      await Promise.resolve();
      emit({ type: 'request.completed', ...of, answer: `to ${command.text}`, milliseconds: 1 });
    });
    const ask = createAsk(heart);
    const heard: string[] = [];
    const ends = await Promise.all([
      ask('alice', 'one', (event) => heard.push(event.type)),
      ask('alice', 'two'),
    ]);
    expect(ends).toMatchObject([{ answer: 'to one' }, { answer: 'to two' }]);
    expect(heard).toEqual(['request.submitted', 'request.completed']);
    expect(commands).toEqual(['new', 'as', 'as']);
    expect(heart.listeners.size).toBe(0);
  });

  it('a user who is refused once may be asked for again', async () => {
    let refusals = 0;
    const heart = fakeHeart(async () => {
      refusals++;
      throw new Error('refused');
    });
    const ask = createAsk(heart);
    await expect(ask('..', 'hi')).rejects.toThrow('refused');
    await expect(ask('..', 'hi')).rejects.toThrow('refused');
    expect(refusals).toBe(2);
    expect(heart.listeners.size).toBe(0);
  });
});
