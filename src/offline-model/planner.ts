import { type Clause, splitClauses } from './clauses.ts';
import { deletes } from './delete-clause.ts';
import { afterClause, type Certainty, filesToDelete, untouched } from './deletion-rule.ts';
import { mostSteps, type Plan, type Step } from './plan.ts';
import { readReading } from './read-clause.ts';
import { type Token, tokenize } from './tokens.ts';
import { isPleasantry } from './vocabulary.ts';
import { readWriting } from './write-clause.ts';
import type { Content } from './write-content.ts';
import { copiesFile } from './write-target.ts';

/** What is known from the clauses so far. */
interface Context {
  readonly steps: Step[];
  readonly remarks: string[];
  readonly canDelete: boolean;
  certainty: Certainty;
  /** All files named so far, the one named last at the end. */
  mentioned: string[];
  /** Content that was described or quoted with no file to put it in: "write a haiku and save it as …". */
  pending: Content | undefined;
}

/**
 * Turns a prompt into the steps that it asks for, in order. A step that would change a file is only planned where the
 * prompt gives both the file and the content. Where `canDelete`, a file that is plainly named is deleted, if the whole
 * prompt is understood. Takes time linear in the length of the prompt.
 */
export function planPrompt(prompt: string, canDelete = false): Plan {
  const tokens = tokenize(prompt);
  const context: Context = {
    steps: [],
    remarks: [],
    canDelete,
    certainty: untouched,
    mentioned: [],
    pending: undefined,
  };
  let speaksOfDeleting = false;
  for (const clause of splitClauses(tokens)) {
    const made = context.steps.length;
    planClause(prompt, tokens, clause, context);
    if (canDelete) {
      context.certainty = afterClause(context.certainty, tokens, clause, context.steps, made);
      const said = tokens.slice(clause.from, clause.verbatim ?? clause.to);
      speaksOfDeleting ||= said.some(({ lower }) => deletes(lower));
    }
    // The rest would be dropped anyway.
    if (context.steps.length > mostSteps) break;
  }
  if (context.pending !== undefined) {
    context.remarks.push('Name the file to write to, for example `notes.md`.');
  }
  const tooMany = context.steps.length > mostSteps;
  const certain = context.certainty.plain && !tooMany;
  const steps = context.steps
    .filter(({ kind }) => kind !== 'delete' || certain)
    .slice(0, mostSteps);
  const remarks = [...new Set(context.remarks)].slice(0, 5);
  if (speaksOfDeleting && !steps.some(({ kind }) => kind === 'delete')) {
    remarks.unshift(nothingDeleted);
  }
  if (tooMany) {
    remarks.push(`One prompt may have ${mostSteps} steps: the rest was left out.`);
  }
  return { steps, remarks };
}

function planClause(
  text: string,
  tokens: readonly Token[],
  clause: Clause,
  context: Context,
): void {
  switch (clause.intent) {
    case 'write':
    case 'append':
    case 'update':
    case 'replace':
      planWriting(text, tokens, clause, context);
      break;
    case 'read':
    case 'list':
    case 'question':
      planReading(tokens, clause, context);
      if (
        !context.canDelete &&
        tokens.slice(clause.arguments, clause.to).some(({ lower }) => deletes(lower))
      )
        context.remarks.push(refusal('delete', false));
      break;
    case 'refused':
      if (context.canDelete && deletes(clause.verb)) planDeletion(tokens, clause, context);
      else context.remarks.push(refusal(clause.verb, context.canDelete));
      break;
    case 'conditional':
      context.remarks.push('Conditions such as “if” are not understood: that part was left out.');
      break;
    case 'none':
      planNothing(text, tokens, clause, context);
      break;
    case 'negated':
      break;
  }
}

const nothingDeleted =
  'Nothing was deleted: a file is only deleted where it is plainly named and all else in the prompt is understood, as in `Delete notes.md`.';

function planDeletion(tokens: readonly Token[], clause: Clause, context: Context): void {
  const paths = filesToDelete(tokens, clause, context.certainty, context.steps);
  mention(context, paths);
  for (const path of paths) context.steps.push({ kind: 'delete', path });
}

/** Content alone may be what the next clause means by "this". */
function planNothing(
  text: string,
  tokens: readonly Token[],
  clause: Clause,
  context: Context,
): void {
  const first = tokens[clause.from];
  if (first?.kind === 'literal') {
    context.pending = { text: first.text, composed: false };
  } else if (
    clause.to - clause.from > 2 &&
    context.steps.length > 0 &&
    !isPleasantry(tokens.slice(clause.from, clause.to))
  ) {
    context.remarks.push(`Not understood and left out: “${excerpt(text, tokens, clause)}”.`);
  }
}

function planWriting(
  text: string,
  tokens: readonly Token[],
  clause: Clause,
  context: Context,
): void {
  if (copiesFile(tokens, clause)) {
    context.remarks.push(refusal('copy', context.canDelete));
    return;
  }
  const writing = readWriting(text, tokens, clause);
  const last = context.mentioned.at(-1);
  const implied = clause.intent === 'append' && writing.content !== undefined ? last : undefined;
  const pronoun = writing.pronounTarget ? last : implied;
  const targets =
    writing.targets.length > 0 ? writing.targets : pronoun === undefined ? [] : [pronoun];
  mention(context, targets);
  if (writing.substitution !== undefined) {
    for (const path of targets) {
      const edit = { kind: 'substitute', ...writing.substitution } as const;
      context.steps.push({ kind: 'edit', path, edit, composed: false });
    }
    if (targets.length === 0)
      context.remarks.push('Name the file in which to replace that, for example `notes.md`.');
    return;
  }
  const content = writing.content ?? (targets.length > 0 ? context.pending : undefined);
  if (targets.length === 0) {
    if (content !== undefined) context.pending = content;
    return;
  }
  if (content === undefined) {
    if (
      targets.every((path) => !context.steps.some((step) => 'path' in step && step.path === path))
    ) {
      context.remarks.push(
        `What should be in ${targets.map((path) => `\`${path}\``).join(', ')}? Say it in quotes or after a colon.`,
      );
    } else {
      context.remarks.push(`Not understood and left out: “${excerpt(text, tokens, clause)}”.`);
    }
    return;
  }
  context.pending = undefined;
  const { text: body, composed } = content;
  for (const path of targets) {
    if (writing.edit === 'write')
      context.steps.push({ kind: 'write', path, content: body, composed });
    else
      context.steps.push({
        kind: 'edit',
        path,
        edit: { kind: writing.edit, text: body },
        composed,
      });
  }
}

function planReading(tokens: readonly Token[], clause: Clause, context: Context): void {
  const reading = readReading(tokens, clause);
  if (reading === undefined) return;
  const listed = context.steps.at(-1)?.kind === 'list';
  switch (reading.kind) {
    case 'list':
      context.steps.push({ kind: 'list', path: reading.path });
      return;
    case 'read-all':
      context.steps.push({ kind: 'read-listed', list: !listed });
      return;
    case 'read':
      mention(context, reading.paths);
      for (const path of reading.paths) context.steps.push({ kind: 'read', path });
      return;
    case 'read-mentioned': {
      if (reading.all && listed) {
        context.steps.push({ kind: 'read-listed', list: false });
        return;
      }
      const paths = reading.all ? context.mentioned : context.mentioned.slice(-1);
      for (const path of paths) context.steps.push({ kind: 'read', path });
      if (paths.length === 0)
        context.remarks.push('Name the file to read, for example `notes.md`.');
    }
  }
}

function mention(context: Context, paths: readonly string[]): void {
  if (paths.length === 0) return;
  const others = context.mentioned.filter((path) => !paths.includes(path));
  context.mentioned = [...others, ...paths].slice(-2 * mostSteps);
}

const removing = new Set(
  'delete remove erase rename move mv rm copy cp duplicate clear empty wipe clean'.split(' '),
);

function refusal(verb: string, canDelete: boolean): string {
  if (canDelete && removing.has(verb))
    return 'Renaming, moving, copying and emptying files are not offered here.';
  return removing.has(verb)
    ? 'Deleting, renaming, moving and copying files are not offered here.'
    : `“${verb}” takes a real model: the offline model can't do that.`;
}

function excerpt(text: string, tokens: readonly Token[], clause: Clause): string {
  const start = tokens[clause.from]?.start ?? 0;
  const end = tokens[clause.to - 1]?.end ?? start;
  const words = text
    .slice(start, Math.min(end, start + 60))
    .replace(/\s+/g, ' ')
    .replaceAll('`', "'");
  return end > start + 60 ? `${words}…` : words;
}
