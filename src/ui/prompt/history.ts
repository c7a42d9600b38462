/** What a user has sent, oldest first. */
export type History = readonly string[];

/** A client looking through its user's history: at which entry, and what it had typed before. */
export interface Recall {
  readonly index: number;
  readonly draft: string;
}

/** What the editor is to show now. Without `recall`, it is the draft again. */
export interface Recalled {
  readonly text: string;
  readonly recall?: Recall;
}

export const historyLimit = 1000;

/** With `text` as the newest entry, unless it is empty or is so already. The oldest of more than 1,000 goes. */
export function addToHistory(history: History, text: string): History {
  if (text.trim() === '' || history.at(-1) === text) return history;
  return [...history, text].slice(-historyLimit);
}

/** One entry back; `undefined` at the oldest. `text` is what the editor holds: the draft, if this begins a recall. */
export function olderEntry(
  history: History,
  recall: Recall | undefined,
  text: string,
): Recalled | undefined {
  const { index, draft } = recall ?? { index: history.length, draft: text };
  const entry = history[index - 1];
  return entry === undefined ? undefined : { text: entry, recall: { index: index - 1, draft } };
}

/** One entry forward, the draft after the newest; `undefined` where nothing is being recalled. */
export function newerEntry(history: History, recall: Recall | undefined): Recalled | undefined {
  if (recall === undefined) return undefined;
  const index = recall.index + 1;
  const entry = history[index];
  return entry === undefined
    ? { text: recall.draft }
    : { text: entry, recall: { ...recall, index } };
}

/** The newest entry older than `before` (an index) that contains `query`, whatever the case. */
export function searchHistory(
  history: History,
  query: string,
  before = history.length,
): number | undefined {
  const wanted = query.toLowerCase();
  const index = history
    .slice(0, before)
    .findLastIndex((entry) => entry.toLowerCase().includes(wanted));
  return index === -1 ? undefined : index;
}
