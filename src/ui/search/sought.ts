import { previousBoundary } from '../prompt/boundaries.ts';

/*
 * What a search is for, wherever one searches: in the transcript, in a file, in the history.
 */

/** In UTF-16 units. Longer ones are found nowhere. */
export const longestSought = 200;

/** What is sought once this is typed or pasted behind it: its first line, as plain text. */
export function soughtText(before: string, added: string): string {
  const [line = ''] = added.split(/[\r\n]/);
  return (before + line.replace(/\p{Cc}+/gu, ' ')).slice(0, longestSought);
}

/** What is sought once its last character is taken back. */
export const withoutLast = (text: string): string =>
  text.slice(0, previousBoundary(text, text.length));

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/**
 * Finds a text as it stands, whatever the case: putting both into lower case would move what stands behind letters
 * that have another length there. `brokenIntoRows`: a line end may stand within it, at a space or within a word.
 */
export function soughtPattern(text: string, brokenIntoRows = false): RegExp {
  if (!brokenIntoRows) return new RegExp(escaped(text), 'giu');
  const characters = Array.from(text, (each) => (each === ' ' ? '[ \\n]' : escaped(each)));
  return new RegExp(characters.join('\\n?'), 'giu');
}
