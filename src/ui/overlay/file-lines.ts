import type { OpenedFile } from '../../screen/state.ts';
import { wrapText } from '../../screen/text.ts';

const cache = new WeakMap<OpenedFile, { width: number; rows: readonly string[] }>();

/** A file's content as rows; wrapped once for each width. */
export function fileRows(opened: OpenedFile, width: number): readonly string[] {
  const known = cache.get(opened);
  if (known?.width === width) return known.rows;
  const rows = wrapText(opened.content.replace(/\n$/, ''), width);
  cache.set(opened, { width, rows });
  return rows;
}
