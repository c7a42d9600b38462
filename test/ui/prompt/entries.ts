import type { History } from '../../../src/ui/prompt/history.ts';
import type { Content } from '../../../src/ui/prompt/pastes.ts';

/** What was written without a paste in it. */
export const entry = (text: string): Content => ({ text, pastes: [] });

/** Oldest first. */
export const historyOf = (...texts: readonly string[]): History => texts.map(entry);
