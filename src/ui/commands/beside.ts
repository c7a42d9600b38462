import type { Command } from '../../repl/command.ts';
import type { ScreenState } from '../../screen/state.ts';

/** Turns to the tab beside the selected one, around the ends. A user without a client gets one. */
export function beside(state: ScreenState, step: 1 | -1): Command | undefined {
  const stops = state.users.flatMap(({ name, clients }): Command[] =>
    clients.length === 0
      ? [{ type: 'user', user: name }]
      : clients.map((client) => ({ type: 'tab', client })),
  );
  const at = stops.findIndex((stop) => stop.type === 'tab' && stop.client === state.selected);
  return stops[(at + step + stops.length) % stops.length];
}
