/** Where a list of `length` rows begins in a window of `height`, so that the row at `cursor` stands near its middle. */
export function listTop(length: number, height: number, cursor: number): number {
  const last = Math.max(0, length - height);
  return Math.max(0, Math.min(last, cursor - Math.floor(height / 2)));
}

/** The cursor moved by so many rows, kept within the list. */
export const moveCursor = (length: number, cursor: number, rows: number): number =>
  Math.max(0, Math.min(length - 1, cursor + rows));
