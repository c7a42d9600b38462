export type Alignment = 'left' | 'right' | 'centre';

const delimiters = /^ *\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$/;

/**
 * The cells of a row of a table, without the spaces around them. With `count`, exactly as many: missing ones are empty,
 * what is too many stays in the last one.
 */
export function tableCells(line: string, count?: number): readonly string[] {
  const row = line.trim();
  const cells: string[] = [];
  let start = row.startsWith('|') ? 1 : 0;
  for (let at = start; at <= row.length; at++) {
    if (row[at] === '\\') at++;
    else if (row[at] === '|' || (at >= row.length && start < row.length)) {
      cells.push(row.slice(start, at).trim().replaceAll('\\|', '|'));
      start = at + 1;
    }
  }
  if (start < row.length) cells.push(row.slice(start).trim());
  if (count === undefined) return cells;
  const last = cells.slice(count - 1).join(' | ');
  const kept = cells.length > count ? [...cells.slice(0, count - 1), last] : cells;
  return [...kept, ...Array.from({ length: count - kept.length }, () => '')];
}

/** The columns' alignments where the line is what stands below a table's header; else undefined. */
export function delimiterRow(line: string): readonly Alignment[] | undefined {
  if (!line.includes('-') || !delimiters.test(line)) return undefined;
  return tableCells(line).map((cell) => {
    if (!cell.endsWith(':')) return 'left';
    return cell.startsWith(':') ? 'centre' : 'right';
  });
}
