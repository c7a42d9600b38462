/** A list of so many lines, of which the last can be waited for; `marked`: with Markdown in it. */
export function listText(lines: number, marked: boolean): string {
  const line = (number: number) =>
    marked
      ? `- item ${number} with **bold** and \`code\` in it`
      : `  item ${number} with plain words in it`;
  const list = Array.from({ length: lines - 1 }, (_, index) => line(index + 1));
  return [...list, marked ? '- the very end' : '  the very end'].join('\n');
}

const words =
  'tea at four with the others in the small room above the shop, as always on Fridays. ';

/** What a note says: 1,000 bytes, a page of text. */
export const noteContent = words.repeat(12).slice(0, 1000);

/** The answer to a prompt that asks for a note: 300 bytes, three or four sentences. */
export const noteAnswer = words.repeat(4).slice(0, 300);

/** A prompt for the n-th note, of some 200 bytes, with a word in it that is nowhere else. */
export const notePrompt = (number: number, mark: string) =>
  `note ${number} ${mark} ${words.repeat(3)}`.slice(0, 200);
