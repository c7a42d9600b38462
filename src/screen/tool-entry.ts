import { bytesText } from './bytes-text.ts';
import { safeLine, safeText } from './safe-text.ts';
import type { ToolEntry } from './transcript.ts';

/** In UTF-16 units. What is longer is cut: a transcript shows what a call was about, not whole files. */
const maximumDetail = 8_000;
const maximumSubject = 200;

function bounded(text: string): string {
  return text.length <= maximumDetail
    ? safeText(text)
    : `${safeText(text.slice(0, maximumDetail))}\n… ${text.length - maximumDetail} more characters`;
}

function fields(args: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof args === 'object' && args !== null ? Object.entries(args) : []);
}

/** Long strings are cut before they are printed, so that half a megabyte is not escaped to show eight kilobytes. */
function printed(args: unknown): string {
  try {
    const cut = (_key: string, value: unknown) =>
      typeof value === 'string' && value.length > maximumDetail
        ? `${value.slice(0, maximumDetail)}…`
        : value;
    return JSON.stringify(args, cut, 2) ?? '';
  } catch {
    return String(args);
  }
}

function subject(args: unknown): string {
  const given = fields(args);
  const path = given.get('path') ?? [...given.values()].find((value) => typeof value === 'string');
  const content = given.get('content');
  const parts = [
    typeof path === 'string' ? safeLine(path, maximumSubject) : '',
    typeof content === 'string' ? bytesText(Buffer.byteLength(content)) : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** The row of a tool call that has begun. */
export function startedTool(call: string, tool: string, args: unknown): ToolEntry {
  return {
    kind: 'tool',
    call,
    tool: safeLine(tool, maximumSubject),
    subject: subject(args),
    arguments: bounded(printed(args)),
    state: 'running',
    result: '',
  };
}

/** The same row when the call has ended. */
export function completedTool(
  entry: ToolEntry,
  outcome: { readonly ok: boolean; readonly result: string; readonly milliseconds: number },
): ToolEntry {
  return {
    ...entry,
    state: outcome.ok ? 'ok' : 'failed',
    result: bounded(outcome.result),
    milliseconds: outcome.milliseconds,
  };
}
