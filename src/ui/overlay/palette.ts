import type { Controls } from '../controls.ts';
import type { Entry, Keymap } from '../keys/keymap.ts';

/** Every slash command, those used last before all others. */
export function paletteEntries({ groups }: Keymap, used: readonly string[]): readonly Entry[] {
  const all = groups.flatMap(({ entries }) => entries.filter(({ usage }) => usage !== ''));
  const first = used.flatMap((name) => all.find((entry) => entry.name === name) ?? []);
  return [...first, ...all.filter((entry) => !first.includes(entry))];
}

/** Shows what the query could mean; without one, all commands. */
export function findCommands({ view, keys, fuzzy }: Controls, query: string) {
  const entries = paletteEntries(keys, view.getState().used);
  const found =
    query.trim() === ''
      ? entries.map((item) => ({ item, indexes: [] }))
      : fuzzy.search(query.trim().replace(/^\//, ''), entries);
  view.dispatch({ type: 'overlay', overlay: { kind: 'commands', query, cursor: 0, found } });
}

/** Opens the palette; closes it where it is open. */
export function openPalette(controls: Controls) {
  const { view, fuzzy } = controls;
  if (view.getState().overlay?.kind === 'commands') {
    return view.dispatch({ type: 'overlay', overlay: undefined });
  }
  findCommands(controls, '');
  void fuzzy.load().then(() => {
    const { overlay } = view.getState();
    if (overlay?.kind === 'commands' && overlay.query !== '') findCommands(controls, overlay.query);
  });
}
