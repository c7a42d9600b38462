import { durationText, fateText } from '../../screen/fate-text.ts';
import { type Highlight, markdownLines } from '../../screen/markdown.ts';
import { safeText } from '../../screen/safe-text.ts';
import { wrapText } from '../../screen/text.ts';
import type {
  AnswerEntry,
  Entry,
  FateEntry,
  NoticeLevel,
  ToolEntry,
} from '../../screen/transcript.ts';
import { attention, bad, emphasis, good, type Style, secondary } from '../look/theme.ts';
import { cell, fitLine, type Line } from '../rows/row.tsx';
import { spanStyle } from './span-style.ts';

/** Rows of a prompt that are shown. What was pasted into it seldom needs to be read again: /tools shows more. */
const maximumPromptRows = 8;
const maximumOpenPromptRows = 400;
const margin = ' ';
/**
 * Left of it stand the program's own marks (`›` `✓` `⟳` …) and nothing else: no text from outside can pass for the fate
 * of a session, a tool call or a prompt, also where there are no colours.
 */
const indent = '   ';

/** Text with a mark before its first row, all rows at one indent. */
function marked(
  mark: string,
  text: string,
  width: number,
  style?: Style,
  markStyle = style,
): Line[] {
  const room = Math.max(1, width - mark.length - 2);
  return wrapText(text, room).map((row, index) => [
    cell(margin + (index === 0 ? mark : ' '.repeat(mark.length)), markStyle),
    cell(row, style),
  ]);
}

/** Text with a bar before every row. */
const barred = (text: string, width: number): Line[] =>
  wrapText(text, Math.max(1, width - 6)).map((row) => [cell(`${margin}  │ ${row}`, secondary)]);

function promptLines(text: string, width: number, open: boolean): Line[] {
  const lines = marked('› ', text, width, emphasis);
  const maximum = open ? maximumOpenPromptRows : maximumPromptRows;
  if (lines.length <= maximum) return lines;
  const more = lines.length - maximum + 1;
  const how = open ? '' : ' · /tools shows them';
  return [
    ...lines.slice(0, maximum - 1),
    fitLine([cell(`${margin}  … ${more} more rows${how}`, secondary)], width),
  ];
}

function answerLines(
  { text, held, part, open, streaming }: AnswerEntry,
  width: number,
  highlight: Highlight | undefined,
): Line[] {
  const shown = text + safeText(held);
  // Blank rows count within an answer only: between its parts, but not before the first and after the last.
  const trimmed = part > 0 ? shown.trimEnd() : shown.trim();
  if (trimmed === '') return [];
  const room = Math.max(1, width - indent.length - 1);
  return markdownLines(trimmed, room, { open, growing: streaming, highlight }).map((spans) => [
    cell(indent),
    ...spans.map((span) => cell(span.text, spanStyle(span.style))),
  ]);
}

const toolMarks: Record<ToolEntry['state'], Line[number]> = {
  running: { text: '⠋', spinner: true, style: attention },
  ok: cell('✓', good),
  failed: cell('✗', bad),
};

function toolLines(entry: ToolEntry, width: number, open: boolean): Line[] {
  const details = [
    entry.subject,
    ...(entry.milliseconds === undefined ? [] : [durationText(entry.milliseconds)]),
    ...(entry.state === 'failed' && !open ? [entry.result.split('\n')[0] ?? ''] : []),
  ].filter((each) => each !== '');
  const row: Line = [
    cell(margin),
    toolMarks[entry.state],
    cell(` ${entry.tool} `),
    cell(details.join(' · '), secondary),
  ];
  if (!open) return [fitLine(row, width)];
  return [
    fitLine(row, width),
    ...barred(entry.arguments, width),
    ...(entry.result === '' ? [] : marked('  → ', entry.result, width, secondary)),
  ];
}

function fateLine(entry: FateEntry, width: number): Line {
  const text = fateText(entry, width - margin.length - '⟳ '.length);
  if (entry.outcome === 'open') {
    const wait = entry.state === 'live' ? ' · Esc cancels' : '';
    return fitLine(
      [
        cell(margin),
        { text: '⠋', spinner: true, style: attention },
        cell(` ${text}${wait}`, secondary),
      ],
      width,
    );
  }
  const style = entry.state === 'leaked' ? bad : secondary;
  return fitLine([cell(`${margin}⟳ ${text}`, style)], width);
}

const noticeMarks: Readonly<Record<NoticeLevel, { readonly mark: string; readonly style: Style }>> =
  {
    info: { mark: 'i ', style: secondary },
    warning: { mark: '! ', style: attention },
    error: { mark: '✗ ', style: bad },
  };

/**
 * An entry as rows of at most `width` columns. `open`: tool calls show their arguments and results, long prompts are
 * not folded.
 */
export function entryLines(
  entry: Entry,
  width: number,
  open: boolean,
  highlight?: Highlight,
): readonly Line[] {
  switch (entry.kind) {
    case 'prompt':
      return promptLines(entry.text, width, open);
    case 'answer':
      return answerLines(entry, width, highlight);
    case 'tool':
      return toolLines(entry, width, open);
    case 'notice': {
      const { mark, style } = noticeMarks[entry.level];
      return [
        ...marked(mark, entry.text, width, undefined, style),
        ...(entry.advice ? marked('  ', entry.advice, width, secondary) : []),
      ];
    }
    case 'fate':
      return [fateLine(entry, width)];
  }
}
