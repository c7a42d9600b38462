import type { ScreenEvent } from '../../screen/reduce.ts';
import { clientLabel, selectedClient } from '../../screen/selectors.ts';
import type { ScreenClient, ScreenState } from '../../screen/state.ts';
import type { Store } from '../../screen/store.ts';
import { faint, secondary, userColour } from '../look/theme.ts';
import { cell, type Line } from '../rows/row.tsx';
import { visibleLines } from '../transcript/window.ts';
import { clientView, type ViewAction, type ViewState } from '../view/view.ts';

/** What goes above the frame, once; what was there before stays there. */
export interface Batch {
  /** Another number: other lines, which were not written yet. */
  readonly number: number;
  readonly lines: readonly Line[];
  /** The operator leaves: below it there is no frame any more. */
  readonly ended: boolean;
}

export interface Scrollback {
  getState(): Batch;
  subscribe(listener: () => void): () => void;
  /** The number of the first entry of this client that was not written. */
  writtenOf(client: string): number;
  /** This batch is in the normal screen. What comes before that is added to it: a batch that is replaced is lost. */
  drawn(number: number): void;
  /** Another client is about to be in front: nothing of this one is left out, however short it was there. */
  beforeTurning(): void;
  /** No frame any more. */
  end(): void;
}

/** Rows of what happened while another client was in front. Older ones are left out. */
const maximumRows = 1_000;

function heading(client: ScreenClient, { users }: ScreenState): readonly Line[] {
  const colour = users.find(({ name }) => name === client.user)?.colour ?? 0;
  const style = { color: userColour(colour), bold: true };
  return [[cell('── ', faint), cell(`${client.user}·${clientLabel(client)}`, style)], []];
}

/**
 * Hands what is finished over to the terminal, which scrolls and keeps it: the entries of the client in front, after its
 * name where another's came before. What is still open may change, and stays in the frame.
 */
export function createScrollback(
  screen: Pick<Store<ScreenState, ScreenEvent>, 'getState' | 'subscribe'>,
  view: Pick<Store<ViewState, ViewAction>, 'getState'>,
  columns: () => number,
): Scrollback {
  const written = new Map<string, number>();
  const listeners = new Set<() => void>();
  let batch: Batch = { number: 0, lines: [], ended: false };
  let drawn = 0;
  let last: string | undefined;

  const tell = (next: Batch) => {
    batch = next;
    for (const listener of [...listeners]) listener();
  };
  const follow = () => {
    const state = screen.getState();
    const client = selectedClient(state);
    if (!client || batch.ended) return;
    const { settled, dropped } = client.transcript;
    const first = Math.max(dropped, written.get(client.id) ?? 0);
    const entries = settled.slice(first - dropped);
    if (entries.length === 0) return;
    written.set(client.id, dropped + settled.length);
    const seen = view.getState();
    const { toggled } = clientView(seen, client.id);
    const look = { open: seen.toolsOpen, highlight: seen.highlight, toggled };
    const size = { width: columns(), height: maximumRows };
    const { lines } = visibleLines({ entries, first, ...look, ...size }, undefined);
    const isDrawn = batch.number === drawn;
    tell({
      number: isDrawn ? batch.number + 1 : batch.number,
      lines: [
        ...(isDrawn ? [] : batch.lines),
        ...(last === client.id ? [] : heading(client, state)),
        ...(lines.length === maximumRows
          ? [[cell(' … earlier rows are left out', secondary)]]
          : []),
        ...lines,
        [],
      ],
      ended: false,
    });
    last = client.id;
  };
  let unsubscribe: (() => void) | undefined;

  return {
    getState: () => batch,
    subscribe(listener) {
      listeners.add(listener);
      unsubscribe ??= screen.subscribe(follow);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        unsubscribe?.();
        unsubscribe = undefined;
      };
    },
    writtenOf: (client) => written.get(client) ?? 0,
    drawn(number) {
      drawn = number;
    },
    beforeTurning: follow,
    end() {
      follow();
      tell({ ...batch, ended: true });
    },
  };
}
