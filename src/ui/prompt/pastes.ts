/** A long paste. It stands in a draft as one character, is shown as its label, and is sent whole. */
export interface Paste {
  readonly text: string;
  /** `[pasted 1,048,576 characters, 12,000 lines]` */
  readonly label: string;
}

/** What is written: `text` holds a stand-in for each paste. */
export interface Content {
  readonly text: string;
  readonly pastes: readonly Paste[];
}

/*
 * The stand-ins are halves of characters: no text from outside holds any, as `insertable` takes them out, they join
 * with nothing beside them, and each is a grapheme cluster of its own.
 */
const firstStandIn = 0xdc00;
const standIns = /[\udc00-\udfff]/gu;
/** One stand-in for each; what is pasted after so many stays open. */
export const maximumPastes = 1024;

const longestOpen = { characters: 1000, lineEnds: 10 };

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Whether a pasted text would fill the prompt, so that a label is shown instead. */
export const isLong = (text: string): boolean =>
  text.length > longestOpen.characters || countOf(text, /\n/g) > longestOpen.lineEnds;

const counted = (count: number, word: string): string =>
  `${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`;

export function pasteOf(text: string): Paste {
  const characters = text.length - countOf(text, /[\ud800-\udbff]/g);
  const lines = countOf(text, /\n/g) + (text.endsWith('\n') ? 0 : 1);
  const parts = [counted(characters, 'character'), ...(lines > 1 ? [counted(lines, 'line')] : [])];
  return { text, label: `[pasted ${parts.join(', ')}]` };
}

export const standIn = (index: number): string => String.fromCharCode(firstStandIn + index);

/** The paste that a grapheme cluster of a draft stands for. */
export function pasteAt(pastes: readonly Paste[], cluster: string): Paste | undefined {
  return cluster.length === 1 ? pastes[cluster.charCodeAt(0) - firstStandIn] : undefined;
}

export const hasPaste = (text: string): boolean => text.search(standIns) !== -1;

/** All that is written, with the pastes in their places. */
export const wholeText = ({ text, pastes }: Content): string =>
  text.replace(standIns, (cluster) => pasteAt(pastes, cluster)?.text ?? '');

/** The same content over `known` and those of its pastes that are missing there. */
export function rebased({ text, pastes }: Content, known: readonly Paste[]): Content {
  const all = [...known];
  const moved = text.replace(standIns, (cluster) => {
    const paste = pasteAt(pastes, cluster);
    if (!paste) return '';
    const index = all.indexOf(paste);
    return standIn(index === -1 ? all.push(paste) - 1 : index);
  });
  if (all.length <= maximumPastes) return { text: moved, pastes: all };
  return { text: wholeText({ text, pastes }), pastes: known };
}

/** Only what is needed to write it again. */
export const contentOf = (content: Content): Content => rebased(content, []);
