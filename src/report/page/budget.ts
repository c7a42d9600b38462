import { escapeHtml, type Html } from '../html.ts';
import { limits } from '../limits.ts';
import { isProblem, type RequestView, type Run } from '../model.ts';

/**
 * What of a page's size is left. It is spent in the order of what matters: that there was a request at all, what went
 * wrong, then the rest of a run, and last the details of requests that went well.
 */
export interface Budget {
  /** Takes so many bytes, `leaving` others; false, and takes none, where there are not as many. */
  afford(bytes: number, leaving?: number): boolean;
  /** The piece, if it can be afforded. */
  take(piece: Html): Html | undefined;
  /** Those that can be. */
  takeAll(pieces: readonly Html[]): readonly Html[];
}

export function createBudget(): Budget {
  let left: number = limits.page;
  function afford(bytes: number, leaving = 0): boolean {
    if (bytes + leaving > left) return false;
    left -= bytes;
    return true;
  }
  const take = (piece: Html) => (afford(Buffer.byteLength(piece.markup)) ? piece : undefined);
  return { afford, take, takeAll: (pieces) => pieces.flatMap((piece) => take(piece) ?? []) };
}

/** What the line of a request takes, without its details. */
function lineBytes({ user, client, request, prompt }: RequestView): number {
  const names = escapeHtml(user + client + request);
  return (
    700 + 3 * Buffer.byteLength(names) + Buffer.byteLength(escapeHtml(prompt.text.slice(0, 160)))
  );
}

/** The runs with as many requests as half the page has room for, first of all those that went wrong in any of them. */
export function withinBudget(runs: readonly Run[], { afford }: Budget): readonly Run[] {
  const listed = new Set<RequestView>();
  const all = runs.flatMap(({ requests }) => requests);
  for (const wanted of [true, false]) {
    for (const request of all) {
      if (isProblem(request) === wanted && afford(lineBytes(request), limits.page / 2))
        listed.add(request);
    }
  }
  return runs.map((run) => ({
    ...run,
    requests: run.requests.filter((request) => listed.has(request)),
  }));
}
