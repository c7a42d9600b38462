import { frameCells } from './cells.ts';
import { terminalSvg } from './terminal-svg.ts';

/** What was on the screen at one moment. */
export interface Picture {
  /** Rows of text whose only escape sequences say how it looks. */
  readonly frame: string;
  readonly columns: number;
  readonly rows: number;
  /** What it shows, for those who can't see it. */
  readonly title: string;
}

export const pictureSvg = ({ frame, columns, rows, title }: Picture): string =>
  terminalSvg(frameCells(frame), { columns, rows }, title);
