import { expect, it, onTestFinished, vi } from 'vitest';
import type { Recorder } from '../../../src/ui/recorder.ts';
import { createPlayer } from '../../../src/ui/replay/player.ts';
import { startScreenReader } from '../../../src/ui/screen-reader/start.ts';
import type { UiOptions } from '../../../src/ui/ui.ts';
import { createFakeTerminal } from '../../support/fake-terminal.ts';
import { createFakeRepl } from '../fake-repl.ts';
import { recording } from '../replay/recorded.ts';

function open(options: Pick<UiOptions, 'repl' | 'recorder' | 'replay'>) {
  const terminal = createFakeTerminal({ columns: 100, rows: 40 });
  const { stdin, stdout } = terminal;
  const ui = startScreenReader({ ...options, stdin, stdout, environment: { TERM: 'xterm' } });
  onTestFinished(() => {
    options.replay?.dispose();
    ui.dispose();
    terminal.dispose();
  });
  return {
    type: (line: string) => terminal.write(`${line}\r`),
    shows: (expected: RegExp) =>
      vi.waitFor(() => expect(terminal.screen().join('\n')).toMatch(expected), 5_000),
  };
}

it('a recording is told in lines, and gone through by commands', async () => {
  const player = createPlayer(recording);
  const { type, shows } = open({ repl: player, replay: player });
  await shows(/alice: client C1 opened/);
  type('/pause');
  await shows(/paused, 0:0\d of 0:40, request 0 of 3, 1×/);
  type('/seek next');
  await shows(/0:10 of 0:40, request 1 of 3/);
  type('/seek end');
  await shows(/at the end, 0:40 of 0:40, request 3 of 3/);
  type('/ledger');
  await shows(/sessions: 3 created, 3 gone, 0 leaked/);
  type('List my files');
  await shows(/error: nobody would answer: this is a recording/);
});

it('a scenario is told with its steps and its narration', async () => {
  const of = { scenario: 's', step: 1, does: 'narrates', say: 'Look at this.' };
  const time = recording.header.time;
  const check = { check: 'it holds', passed: false, seen: 'it does not' };
  const player = createPlayer({
    ...recording,
    events: [
      ...recording.events.slice(0, 2),
      { type: 'scenario.started', time, scenario: 's', title: 'tea', users: [], steps: 1 },
      { type: 'step.started', time, ...of },
      { type: 'step.failed', time, ...of, milliseconds: 1, expectations: [check] },
    ],
  });
  const { shows } = open({ repl: player, replay: player });
  await shows(/a scenario: tea/);
  await shows(/narration: Look at this\.[\s\S]*failed: step 1: it holds — seen: it does not/);
});

it('what happens is recorded, and what is wrong with that is told', async () => {
  const asked: string[] = [];
  const recorder: Recorder = {
    isOn: () => false,
    toggle(argument, scene) {
      asked.push(argument);
      if (argument === '') throw new Error('no room');
      expect(scene().alternateScreen).toBe(false);
      return 'recording into a.cast';
    },
    note() {},
    onEnd: () => () => {},
  };
  const { type, shows } = open({ repl: createFakeRepl().repl, recorder });
  type('/record a.cast');
  await shows(/recording into a\.cast/);
  type('/record');
  await shows(/error: no room/);
  expect(asked).toEqual(['a.cast', '']);
});
