import { type Content, wholeText } from './pastes.ts';

/** What a user has sent, oldest first. */
export type History = readonly Content[];

/** A client looking through its user's history: at which entry, and what it had typed before. */
export interface Recall {
  readonly index: number;
  readonly draft: Content;
}

/** What the editor is to show now. Without `recall`, it is the draft again. */
export interface Recalled {
  readonly content: Content;
  readonly recall?: Recall;
}

export const historyLimit = 1000;
/** In code units of all entries together: what is pasted again and again must not fill the memory. */
export const historyLength = 4 * 1024 * 1024;

const lengthOf = ({ text, pastes }: Content): number =>
  pastes.reduce((sum, paste) => sum + paste.text.length, text.length);

/**
 * With `content` as the newest entry, unless it is empty or is so already. The oldest go where there are more than
 * 1,000, or more than 4 Mi characters; the newest stays in any case.
 */
export function addToHistory(history: History, content: Content): History {
  const newest = history.at(-1);
  if (content.text.trim() === '') return history;
  if (newest && wholeText(newest) === wholeText(content)) return history;
  const kept = [content];
  let length = lengthOf(content);
  for (const entry of history.toReversed()) {
    length += lengthOf(entry);
    if (kept.length === historyLimit || length > historyLength) break;
    kept.push(entry);
  }
  return kept.reverse();
}

/** One entry back; `undefined` at the oldest. `draft` is what the editor holds, if this begins a recall. */
export function olderEntry(
  history: History,
  recall: Recall | undefined,
  draft: Content,
): Recalled | undefined {
  const from = recall ?? { index: history.length, draft };
  const index = from.index - 1;
  const content = history[index];
  return content && { content, recall: { ...from, index } };
}

/** One entry forward, the draft after the newest; `undefined` where nothing is being recalled. */
export function newerEntry(history: History, recall: Recall | undefined): Recalled | undefined {
  if (recall === undefined) return undefined;
  const index = recall.index + 1;
  const content = history[index];
  return content ? { content, recall: { ...recall, index } } : { content: recall.draft };
}
