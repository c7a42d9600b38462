import { reduce, type ScreenEvent } from '../screen/reduce.ts';
import { initialScreenState, type ScreenState } from '../screen/state.ts';
import { createStore, type Store } from '../screen/store.ts';
import type { Recorder } from './recorder.ts';
import type { UiSettings } from './settings.ts';
import type { UiOptions } from './ui.ts';
import { createFirstWords } from './view/first-words.ts';
import { reduceView } from './view/reduce-view.ts';
import { initialViewState, type ViewAction, type ViewState } from './view/view.ts';
import { atOnce } from './view/view-actions.ts';

/** Another client may be in front after these. */
const turning: ReadonlySet<string> = new Set<ScreenEvent['type']>([
  'client.selected',
  'client.closed',
  'user.left',
]);

/** What has happened. Tells the recorder what the heart's events do not, and `beforeTurning` before another is in front. */
export function createScreenStore(
  recorder: Recorder | undefined,
  beforeTurning: () => void,
): Store<ScreenState, ScreenEvent> {
  const isFirstWords = createFirstWords();
  const store = createStore(reduce, initialScreenState, {
    canWait: (event: ScreenEvent) => !(isFirstWords(event) || atOnce.has(event.type)),
    // The first words follow within milliseconds, and would have to wait for this frame.
    canLinger: ({ type }: ScreenEvent) => type === 'session.created',
    interval: 66,
  });
  return {
    ...store,
    dispatch(event) {
      if (event.type === 'command.refused' || event.type === 'user.left') recorder?.note(event);
      if (turning.has(event.type)) beforeTurning();
      store.dispatch(event);
    },
  };
}

/** What the operator looks at, as the settings have it at first. */
export function createViewStore({
  settings,
  recorder,
  replay,
  play,
}: {
  readonly settings: UiSettings;
  readonly recorder: Recorder | undefined;
  readonly replay: UiOptions['replay'] | undefined;
  readonly play: UiOptions['play'] | undefined;
}): Store<ViewState, ViewAction> {
  const { inline, panel, mouse } = settings;
  return createStore(reduceView, {
    ...initialViewState,
    panel: panel.shown,
    ...(panel.width !== undefined && { panelWidth: panel.width }),
    mouse: mouse && !inline,
    ...(recorder?.isOn() && { recording: true }),
    ...(replay && { replay: replay.view() }),
    ...(play && { play: { ...play.view(), presenter: play.presenter } }),
  });
}
