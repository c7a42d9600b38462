import type { Outcome } from './execution.ts';

/** Said where a prompt gives nothing to do: what this is, what it understands, and what to type. */
export function introduction(remarks: readonly string[], canDelete = false): string {
  const lines = [
    'I am the offline model built into this program, not an AI: I follow simple requests about your files, and ' +
      'cannot chat or answer questions.',
    '',
    'I understand creating a file, adding to it, replacing text in it, reading it and listing your files. For example:',
    '',
    '- `Create notes.md saying "tea at four"`',
    '- `Add milk to shopping.md, then read it back`',
    '- `List my files and read notes.md`',
    ...(canDelete ? ['- `Delete notes.md`'] : []),
  ];
  return [...remarks.flatMap((remark) => [remark, '']), ...lines].join('\n');
}

/** The answer to a prompt that was carried out, as Markdown. */
export function report(outcomes: readonly Outcome[], remarks: readonly string[]): string {
  return [...outcomes.map(describeOutcome), ...remarks].join('\n\n');
}

function describeOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'written':
      return `Wrote ${code(outcome.path)} (${outcome.bytes} B).${note(outcome.composed)}`;
    case 'edited':
      return `${editSentence(outcome)}${note(outcome.composed)}`;
    case 'deleted':
      return `Deleted ${code(outcome.path)}.`;
    case 'read':
      return showContent(outcome.path, outcome.content, outcome.whole);
    case 'listed':
      return showListing(outcome.path, outcome.files);
    case 'failed': {
      const what = outcome.path === undefined ? '' : ` ${code(outcome.path)}`;
      return `Could not ${outcome.what}${what}: ${outcome.reason}`;
    }
  }
}

function note(composed: boolean): string {
  return composed ? ' Its text is a simple one by the offline model, not by an AI.' : '';
}

function editSentence(outcome: Extract<Outcome, { kind: 'edited' }>): string {
  const path = code(outcome.path);
  if (outcome.created) return `Created ${path}, which did not exist before.`;
  switch (outcome.edit) {
    case 'append':
      return `Added to the end of ${path}.`;
    case 'prepend':
      return `Added to the beginning of ${path}.`;
    case 'substitute':
      return `Replaced the text in ${path}.`;
  }
}

const longestInline = 80;

function showContent(path: string, content: string, whole: boolean): string {
  const rest = whole ? '' : '\n\nThat is not all of it: the rest could not be read.';
  if (content.trim() === '') return `${code(path)} is empty.${rest}`;
  const text = content.replace(/\n$/, '');
  if (text.length <= longestInline && !/[\n`]/.test(text) && text === text.trim()) {
    return `${code(path)} says: \`${text}\`${rest}`;
  }
  const fence = fenceFor(text);
  return `${code(path)} says:\n\n${fence}\n${text}\n${fence}${rest}`;
}

function showListing(
  path: string | undefined,
  files: Extract<Outcome, { kind: 'listed' }>['files'],
): string {
  const where = path === undefined ? '' : ` in ${code(path)}`;
  if (files.length === 0) return `There are no files${where}.`;
  const count = `${files.length} ${files.length === 1 ? 'file' : 'files'}${where}:`;
  const lines = files.map(({ path: file, details }) =>
    details === '' ? `- ${code(file)}` : `- ${code(file)} · ${details}`,
  );
  return [count, '', ...lines].join('\n');
}

/** A fence longer than any run of backticks in the text. */
function fenceFor(text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`{3,}/g)) longest = Math.max(longest, run.length);
  return '`'.repeat(longest + 1);
}

function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
