import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import type { Run } from '../cli/built-program.ts';
import { type ModelEndpoint, startModelEndpoint } from '../support/model-endpoint.ts';
import type { Reply } from '../support/model-reply.ts';
import { startBatch } from './batch-program.ts';
import type { PrivateDisks } from './private-disks.ts';

async function* endless() {
  for (;;) {
    yield 'and on ';
    await setTimeout(20);
  }
}

/** Twenty calls at once, so that most of them are still to come when the first one is told. */
const calls = Array.from({ length: 20 }, (_, index) => ({
  name: 'write_file',
  arguments: { path: `${index}.md`, content: 'x'.repeat(10_000) },
}));

const hello = (): Reply => ({ text: 'Hello' });

/** A part of a request's life. */
interface Phase {
  /** By what it begins: a file in the private folder, a call of the model, or an event. */
  readonly begins: { readonly file: string } | 'model called' | { readonly event: string };
  /** The event that is told when it is over. */
  readonly over: string;
  readonly reply: () => Reply;
}

const all = {
  'the guard starts': {
    begins: { file: 'guard.json' },
    over: 'server.started',
    reply: hello,
  },
  'the server starts': {
    begins: { file: 'runtime.json' },
    over: 'server.started',
    reply: hello,
  },
  'a session is created': {
    begins: { event: 'request.submitted' },
    over: 'session.created',
    reply: hello,
  },
  'the model is waited for': {
    begins: 'model called',
    over: 'answer.delta',
    reply: () => ({ hang: true }),
  },
  'the answer streams': {
    begins: { event: 'answer.delta' },
    over: 'answer.completed',
    reply: () => ({ text: endless() }),
  },
  'tools run': {
    begins: { event: 'tool.started' },
    over: 'answer.completed',
    reply: () => ({ calls }),
  },
  'the session is destroyed': {
    begins: { event: 'answer.completed' },
    over: 'session.confirmed-gone',
    reply: hello,
  },
  'nothing is asked any more': {
    begins: { event: 'request.completed' },
    over: 'client.closed',
    reply: hello,
  },
} as const satisfies Readonly<Record<string, Phase>>;

export type PhaseName = keyof typeof all;
export const phaseNames = Object.keys(all) as readonly PhaseName[];

export interface InPhase {
  readonly run: Run;
  readonly model: ModelEndpoint;
  /** Whether nothing was printed that tells of the phase's end. */
  readonly isIn: () => boolean;
}

/** Whether a finished private folder holds this file. */
const isThere = (disks: PrivateDisks, file: string) =>
  readdirSync(disks.seen(disks.memory))
    .filter((name) => name.startsWith('multiuser-repl-guard-'))
    .some((name) => existsSync(disks.seen(join(disks.memory, name, file))));

/** Starts the program with one prompt. Resolves in the very moment in which the phase begins. */
export async function startUntil(name: PhaseName, disks: PrivateDisks): Promise<InPhase> {
  const { begins, over, reply }: Phase = all[name];
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const model = await startModelEndpoint(() => {
    if (begins === 'model called') begin();
    return reply();
  });
  const run = startBatch(disks, model);
  run.child.stdin?.write('hello\n');
  const isPrinted = (type: string) => run.stdout().includes(`"type":"${type}"`);
  if (typeof begins === 'object' && 'event' in begins) {
    run.child.stdout?.on('data', () => {
      if (isPrinted(begins.event)) begin();
    });
  }
  if (typeof begins === 'object' && 'file' in begins) {
    const look = () => expect(isThere(disks, begins.file)).toBe(true);
    await vi.waitFor(look, { timeout: 10_000, interval: 1 });
    begin();
  }
  await begun;
  return { run, model, isIn: () => !isPrinted(over) };
}
