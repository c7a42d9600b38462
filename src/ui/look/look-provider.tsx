import { type ReactElement, type ReactNode, useMemo, useSyncExternalStore } from 'react';
import type { ScreenEvent } from '../../screen/reduce.ts';
import type { ScreenState } from '../../screen/state.ts';
import type { Store } from '../../screen/store.ts';
import type { UiSettings } from '../settings.ts';
import { colourlessLook, createLook, LookContext } from './look.ts';
import type { Background } from './palettes.ts';

/** Has all that is in it drawn as the operator's settings say, on this background. */
export function LookProvider({
  screen,
  settings,
  background,
  children,
}: {
  readonly screen: Store<ScreenState, ScreenEvent>;
  readonly settings: UiSettings;
  /** Undefined: there are to be no colours. */
  readonly background: Background | undefined;
  readonly children: ReactNode;
}): ReactElement {
  // A string stays the same whatever else happens to the users.
  const names = useSyncExternalStore(screen.subscribe, () =>
    screen
      .getState()
      .users.map(({ name }) => name)
      .join('\n'),
  );
  const look = useMemo(
    () =>
      background === undefined
        ? colourlessLook(settings)
        : createLook(settings, background, names.split('\n')),
    [settings, background, names],
  );
  return <LookContext value={look}>{children}</LookContext>;
}
