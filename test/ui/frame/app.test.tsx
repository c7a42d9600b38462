import { cleanup, render } from 'ink-testing-library';
import { afterEach, describe, expect, it } from 'vitest';
import type { ReplEvent } from '../../../src/repl/events.ts';
import { reduce, type ScreenEvent } from '../../../src/screen/reduce.ts';
import { initialScreenState, type ScreenState } from '../../../src/screen/state.ts';
import { createStore } from '../../../src/screen/store.ts';
import { App } from '../../../src/ui/frame/app.tsx';
import type { Size } from '../../../src/ui/frame/layout.ts';
import { defaultKeymap } from '../../../src/ui/keys/keymap.ts';
import { reduceView } from '../../../src/ui/view/reduce-view.ts';
import { initialViewState, type ViewAction, type ViewState } from '../../../src/ui/view/view.ts';
import { opening, submitted, timed } from '../../screen/events.ts';

afterEach(cleanup);

/** One frame of the whole screen after these events, as lines; it is drawn from the state alone. */
function frameAfter(events: readonly ReplEvent[], size: Size, actions: readonly ViewAction[] = []) {
  const state = events.reduce(reduce, initialScreenState);
  const screen = createStore<ScreenState, ScreenEvent>(reduce, state);
  const view = createStore<ViewState, ViewAction>(
    reduceView,
    actions.reduce(reduceView, initialViewState),
  );
  const { lastFrame } = render(
    <App
      screen={screen}
      view={view}
      size={size}
      keys={defaultKeymap}
      onKey={() => {}}
      onPaste={() => {}}
    />,
  );
  return (lastFrame() ?? '').split('\n');
}

const wide = { columns: 120, rows: 30 };
const file = timed({
  type: 'file.changed',
  user: 'alice',
  path: 'notes.md',
  operation: 'created',
  revision: 1,
  size: 11,
  writer: 'C1',
});

describe('the screen, drawn from its state', () => {
  it('says whose it is in the tabs, the panel and the prompt', () => {
    const frame = frameAfter(opening, wide);
    expect(frame[0]).toMatch(/alice ▸C1 +C2 +│ bob +C3/);
    expect(frame[2]).toContain("alice's files");
    expect(frame.at(-2)).toMatch(/^ alice.C1 ›/);
  });

  it('never lets the offline model pass for an AI', () => {
    const frame = frameAfter(opening, wide).join('\n');
    expect(frame).toContain('offline model (not an AI)');
    expect(frame).toContain('it is no AI');
  });

  it("shows a user's file with its size and writer, and to no other user", () => {
    expect(frameAfter([...opening, ...file], wide).join('\n')).toMatch(/● notes\.md +11 B +C1/);
    const bobs = timed({ type: 'client.selected', user: 'bob', client: 'C3' });
    expect(frameAfter([...opening, ...file, ...bobs], wide).join('\n')).not.toMatch(/● notes\.md/);
  });

  it('marks what a client in the background is doing', () => {
    const working = submitted('bob', 'C3', 'R1', 'hello');
    const failed = timed({
      type: 'request.failed',
      user: 'bob',
      client: 'C3',
      request: 'R1',
      error: { code: 'model-failed', message: 'boom' },
      milliseconds: 5,
    });
    const idle = frameAfter(opening, wide)[0];
    const busy = frameAfter([...opening, ...working], wide)[0];
    const broken = frameAfter([...opening, ...working, ...failed], wide)[0];
    expect(new Set([idle, busy, broken]).size).toBe(3);
    expect(broken).toMatch(/C3!/);
  });

  it('is one line where the terminal is too small, and never taller than it', () => {
    for (const [columns, line] of [
      [59, 'Too small (59×10): needs 60×16 · Ctrl+C twice quits'],
      [40, 'Needs 60×16 · Ctrl+C twice quits'],
      [20, 'Ctrl+C twice quits'],
    ] as const) {
      expect(frameAfter(opening, { columns, rows: 10 })).toEqual([line]);
    }
    for (const rows of [16, 24, 50]) {
      expect(frameAfter(opening, { columns: 80, rows })).toHaveLength(rows);
    }
  });

  it('shows the keys over everything but the tabs and the prompt', () => {
    const frame = frameAfter(opening, wide, [
      { type: 'overlay', overlay: { kind: 'help', top: 0 } },
    ]);
    expect(frame.join('\n')).toMatch(/Enter +send the prompt/);
    expect(frame.at(-2)).toMatch(/alice.C1 ›/);
  });
});
