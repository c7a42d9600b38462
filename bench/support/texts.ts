/** A list of so many lines, of which the last can be waited for; `marked`: with Markdown in it. */
export function listText(lines: number, marked: boolean): string {
  const line = (number: number) =>
    marked
      ? `- item ${number} with **bold** and \`code\` in it`
      : `  item ${number} with plain words in it`;
  const list = Array.from({ length: lines - 1 }, (_, index) => line(index + 1));
  return [...list, marked ? '- the very end' : '  the very end'].join('\n');
}
