import type { Clause } from './clauses.ts';
import { pathInFolder } from './folder-words.ts';
import type { Edit } from './plan.ts';
import { type Token, textOf } from './tokens.ts';
import { type Content, findContent, type WritingScope } from './write-content.ts';
import { findTarget, onlyFillers, trailingFolder } from './write-target.ts';

/** What a clause says should be written, and where. Either may be missing. */
export interface Writing {
  readonly targets: readonly string[];
  /** It was a pronoun that stood for the target. */
  readonly pronounTarget: boolean;
  readonly content: Content | undefined;
  readonly substitution: { readonly old: string; readonly new: string } | undefined;
  readonly edit: 'write' | Exclude<Edit['kind'], 'substitute'>;
}

export function readWriting(text: string, tokens: readonly Token[], clause: Clause): Writing {
  const end = clause.verbatim ?? clause.to;
  const target = findTarget(tokens, clause, end);
  const scope = { text, tokens, clause, target, end };
  const substitution = findSubstitution(scope);
  const folder = clause.folder ?? trailingFolder(tokens, clause.arguments, end);
  const paths = clause.target === undefined ? (target?.paths ?? []) : [clause.target];
  return {
    targets: paths.map((path) => pathInFolder(path, folder)),
    pronounTarget: clause.target === undefined && target?.pronoun === true,
    content: substitution === undefined ? findContent(scope) : undefined,
    substitution,
    edit: editOf(scope),
  };
}

const separators = new Set(['with', 'by', 'to', 'into', 'for', '->', '→', '=>']);

/** `replace "a" with "b" in notes.md`, `change milk to oat milk in todo.md`. */
function findSubstitution({
  text,
  tokens,
  clause,
  target,
  end,
}: WritingScope): Writing['substitution'] {
  if (clause.intent !== 'replace' && clause.intent !== 'update') return undefined;
  if (clause.verb === 'overwrite') return undefined;
  const between = (from: number, to: number) => {
    const literal = tokens.slice(from, to).find((token) => token.kind === 'literal');
    const words = textOf(text, tokens, from, to);
    return (
      literal?.text ??
      words.replace(
        /^(every|each|all|the (word|text|line|phrase)s?)( (occurrence|instance)s? of)? /i,
        '',
      )
    );
  };
  const from = clause.arguments;
  const before = target !== undefined && !target.direct ? target.from : end;
  const inside = target?.direct === true ? target.to : from;
  // `in todo.md replace a with b` and `replace a with b in todo.md`, but also `replace a in todo.md with b`.
  const start =
    target !== undefined && !target.direct && onlyFillers(tokens, from, target.from)
      ? target.to
      : inside;
  for (let at = start + 1; at < end; at++) {
    if (at >= (target?.from ?? end) && at < (target?.to ?? end)) continue;
    if (!separators.has(tokens[at]?.lower ?? '')) continue;
    const old = between(start, Math.min(at, start < before ? before : end));
    const stop = at < before && before < end && start < before ? before : clause.to;
    const replacement = between(at + 1, stop);
    if (old === '' || wholeContent.test(old) || replacement === '') return undefined;
    return { old, new: replacement };
  }
  return undefined;
}

const wholeContent =
  /^(everything|all|it|all of it|the whole file|whole|(the |all |its |whole )*(contents?|text|file))( of| in)?( it)?$/i;

function editOf({ tokens, clause, target, end }: WritingScope): Writing['edit'] {
  const words = tokens.slice(clause.arguments, end).map((token) => token.lower);
  const place = words.find((_, at) => words[at - 1] === 'the' && places.has(words[at] ?? ''));
  if (clause.verb === 'prepend' || place === 'top' || place === 'beginning' || place === 'start') {
    return 'prepend';
  }
  // "write down" keeps what is there, as "note" does; `>>` is the shell's way to say so.
  const keeps = words[0] === 'down' || tokens[target?.from ?? end]?.lower === '>>';
  if (clause.intent === 'append' || place !== undefined || keeps) return 'append';
  if (clause.intent !== 'update' || target === undefined) return 'write';
  const behind = tokens.slice(target.to, target.to + 4).map((token) => token.lower);
  return ['to', 'say', 'says', '='].some((word) => behind.includes(word)) ? 'write' : 'append';
}

/** "at the end of notes.md", "to the top of notes.md" */
const places = new Set(['end', 'bottom', 'top', 'beginning', 'start']);
