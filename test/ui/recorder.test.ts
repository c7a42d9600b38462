import { expect, it, vi } from 'vitest';
import type { Recorder } from '../../src/ui/recorder.ts';
import { opening } from '../screen/events.ts';
import { opened, openUi } from './open-ui.ts';

/** A recorder that is told to go on and off, and keeps nothing. */
function fakeRecorder(on = false) {
  let isOn = on;
  let ended = (_message: string) => {};
  const openings: number[] = [];
  const notes: string[] = [];
  const recorder: Recorder = {
    isOn: () => isOn,
    toggle(_, scene) {
      isOn = !isOn;
      if (isOn) openings.push(scene().opening.length);
      return isOn ? 'recording into a.cast' : 'recorded: a.cast';
    },
    note: ({ type }) => notes.push(type),
    onEnd(listener) {
      ended = listener;
      return () => {};
    },
  };
  return {
    recorder,
    openings,
    notes,
    fill() {
      isOn = false;
      ended('the recording a.ndjson has ended: it reached 32 MB');
    },
  };
}

it('says that it records, in a narrow terminal too, and draws all of the screen for the recording', async () => {
  const { recorder, openings } = fakeRecorder();
  const ui = await opened({ recorder, columns: 60, rows: 16 });
  expect(ui.text()).not.toContain('● rec');
  const before = ui.terminal.written.length;
  ui.terminal.write('/record\r');
  await ui.shows('● rec', 'recording into a.cast', 'alice·C1 ›');
  expect(openings).toEqual([7]);
  await ui.terminal.settled();
  expect(ui.terminal.written.slice(before)).toContain('bob');
  ui.terminal.write('/record\r');
  await ui.shows('recorded: a.cast');
  await ui.hides('● rec');
});

it('says when it has ended by itself', async () => {
  const { recorder, fill } = fakeRecorder(true);
  const ui = await opened({ recorder });
  await ui.shows('● rec');
  fill();
  await ui.shows('the recording a.ndjson has ended: it reached 32 MB');
  await ui.hides('● rec');
});

it('is told what the screen alone knows', async () => {
  const { recorder, notes } = fakeRecorder(true);
  const ui = openUi({ recorder, execute: () => Promise.reject(new Error('no')) });
  ui.emit(opening);
  await ui.shows('alice·C1 ›');
  ui.terminal.write('/sessions\r');
  await vi.waitFor(() => expect(notes).toEqual(['command.refused']));
  ui.ui.unmount();
  expect(notes).toEqual(['command.refused', 'screen.closed']);
});
