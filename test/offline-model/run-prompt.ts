import { nextTurn } from '../../src/offline-model/turn.ts';
import type { PromptCase } from './prompt-case.ts';

export interface PromptRun {
  readonly tools: readonly string[];
  readonly files: ReadonlyMap<string, string>;
  readonly answer: string;
}

const pageBytes = 16 * 1024;
const filesPerPage = 20;

/** The tools over files in memory, with the texts of the real ones. */
function callTool(
  files: Map<string, string>,
  name: string,
  args: Readonly<Record<string, unknown>>,
) {
  const path = typeof args.path === 'string' ? args.path : undefined;
  const offset = Number(args.offset ?? 0);
  if (name === 'list_files') {
    const folder = path === undefined ? '' : `${path.replace(/\/$/, '')}/`;
    const paths = [...files.keys()].filter((file) => file.startsWith(folder)).sort();
    if (paths.length === 0) return 'No files yet.';
    const end = Math.min(paths.length, offset + filesPerPage);
    const lines = paths
      .slice(offset, end)
      .map((file) => `${file}\t${Buffer.byteLength(files.get(file) ?? '')} B\trevision 1`);
    return withPosition(lines.join('\n'), 'files', offset, end, paths.length, name);
  }
  if (path === undefined) return 'Error: path is missing.';
  const parent = [...files.keys()].find((file) => path.startsWith(`${file}/`));
  if (parent !== undefined) return `Error: ${parent} is a file, not a directory.`;
  if (name === 'write_file') {
    files.set(path, String(args.content));
    return `Wrote ${path}.`;
  }
  const content = files.get(path);
  if (content === undefined) return `Error: There is no file ${path}.`;
  if (name === 'delete_file') {
    files.delete(path);
    return `Deleted ${path}.`;
  }
  if (name === 'edit_file') {
    const [from, to] = [String(args.old_text), String(args.new_text)];
    if (!content.includes(from)) return `Error: "old_text" does not occur in ${path}.`;
    files.set(path, content.split(from).join(to));
    return `Edited ${path}.`;
  }
  const bytes = Buffer.from(content);
  let end = Math.min(bytes.length, offset + pageBytes);
  // A page ends between characters.
  while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  const text = bytes.subarray(offset, end).toString();
  return withPosition(text, 'bytes', offset, end, bytes.length, name);
}

function withPosition(
  text: string,
  unit: string,
  from: number,
  to: number,
  total: number,
  tool: string,
): string {
  if (from === 0 && to === total) return text;
  const rest = to < total ? `call ${tool} with offset ${to} for the rest` : 'the end';
  return `${text}\n[${unit} ${from}–${to} of ${total}: ${rest}]`;
}

export function runPrompt(
  prompt: string,
  before: Readonly<Record<string, string>> = {},
  toolNames: readonly string[] = ['write_file', 'read_file', 'list_files'],
): PromptRun {
  const files = new Map(Object.entries(before));
  const tools: string[] = [];
  const results: string[] = [];
  while (results.length < 200) {
    const turn = nextTurn({ prompt, toolNames, results });
    if ('answer' in turn) return { tools, files, answer: turn.answer };
    tools.push(turn.call.name);
    results.push(callTool(files, turn.call.name, turn.call.arguments));
  }
  throw new Error('The prompt never came to an answer.');
}

/** What a run differs in from what was expected; empty if in nothing. */
export function differences(expected: PromptCase): string[] {
  const run = runPrompt(expected.prompt, expected.files, expected.offered);
  const found: string[] = [];
  if (run.tools.join() !== expected.tools.join()) {
    found.push(`tools: ${run.tools.join()} instead of ${expected.tools.join()}`);
  }
  if (expected.after !== undefined) {
    const [actual, wanted] = [[...run.files.keys()].sort(), Object.keys(expected.after).sort()];
    if (actual.join() !== wanted.join()) found.push(`files: ${actual} instead of ${wanted}`);
    for (const [path, content] of Object.entries(expected.after)) {
      const text = run.files.get(path) ?? '';
      const same =
        typeof content === 'string'
          ? text.replace(/\n+$/, '') === content.replace(/\n+$/, '')
          : content.test(text);
      if (!same) found.push(`${path}: ${JSON.stringify(text)} instead of ${content}`);
    }
  }
  for (const part of expected.answer ?? []) {
    const holds = typeof part === 'string' ? run.answer.includes(part) : part.test(run.answer);
    if (!holds) found.push(`answer without ${part}: ${run.answer}`);
  }
  return found;
}
