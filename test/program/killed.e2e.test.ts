import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { readRecording } from '../../src/recording/read-recording.ts';
import { attaching, bin } from '../cli/built-program.ts';
import { eventually } from '../support/eventually.ts';
import { playedCast } from '../support/played-cast.ts';
import { disposeTerminals, spawnInTerminal } from '../support/pty.ts';

const folder = mkdtempSync(join(tmpdir(), 'recordings-'));

afterEach(disposeTerminals);
afterAll(() => rmSync(folder, { recursive: true }));

it('a recording can be read although the program was killed', async () => {
  const { args, env } = await attaching();
  const command = [bin, ...args, '--record', 'killed.cast'];
  const terminal = spawnInTerminal(process.execPath, command, { env, cwd: folder });
  const shows = (text: string) =>
    eventually(() => expect(terminal.screen().join('\n')).toContain(text));
  await shows('up · 0 live');
  terminal.type('Create a.md saying hi\r');
  await shows('1 gone');
  terminal.kill('SIGKILL');
  await terminal.exit;
  const { events, end } = await readRecording(join(folder, 'killed.ndjson'));
  expect(end).toBeUndefined();
  expect(events.at(-1)?.type).toBe('request.completed');
  expect((await playedCast(join(folder, 'killed.cast'))).screen().join('\n')).toContain('1 gone');
});
