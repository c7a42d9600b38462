import { readFileSync } from 'node:fs';
import { createEmulator } from './emulator.ts';

/** What a player shows of a cast, up to the line that `until` names; left out: all of it. */
export async function playedCast(
  file: string,
  until: (line: readonly unknown[]) => boolean = () => false,
) {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const { term } = JSON.parse(header);
  const emulator = createEmulator({ columns: term.cols, rows: term.rows }, () => {});
  for (const line of lines.map((each) => JSON.parse(each))) {
    if (until(line)) break;
    if (line[1] === 'o') emulator.write(line[2]);
    if (line[1] === 'r') emulator.resize(...(line[2].split('x').map(Number) as [number, number]));
  }
  await emulator.view.settled();
  return emulator.view;
}

/** The line of a cast with which the program leaves the alternate screen. */
export const isLeaving = (line: readonly unknown[]): boolean =>
  String(line[2]).includes('\u001b[?1049l');
