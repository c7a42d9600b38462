import type { FileEntry } from '../../files/file-store.ts';
import type { ReplEvent } from '../../repl/events.ts';
import type { CheckResult } from '../../repl/play.ts';
import type { FilesExpectation, StepExpectation } from '../model.ts';
import { decide, listed, ofType, quoted, short } from './decide.ts';

/** By path, after these events: who wrote it last. */
function writersAfter(events: readonly ReplEvent[], user: string): ReadonlyMap<string, string> {
  const writers = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'files.loaded' && event.user === user) {
      writers.clear();
      for (const file of event.files) writers.set(file.path, writerOf(file));
    }
    if (event.type !== 'file.changed' || event.user !== user) continue;
    if (event.operation === 'deleted') writers.delete(event.path);
    else writers.set(event.path, writerOf(event));
  }
  return writers;
}

/** Another REPL's `C1` is none of the scenario's. */
const writerOf = ({ writer, origin }: Pick<FileEntry, 'writer' | 'origin'>): string =>
  origin === undefined ? writer : `${writer} of ${origin}`;

/** A user's paths after these events, sorted. */
export const filesAfter = (events: readonly ReplEvent[], user: string): readonly string[] =>
  [...writersAfter(events, user).keys()].sort();

/** The paths whose content has to be known to decide. */
export const pathsToOpen = ({ equal, contain }: FilesExpectation): readonly string[] => [
  ...new Set([...Object.keys(equal ?? {}), ...Object.keys(contain ?? {})]),
];

function checkUser(
  user: string,
  { exactly, absent = [], equal = {}, contain = {}, writtenBy = {} }: FilesExpectation,
  all: readonly ReplEvent[],
  opened: readonly ReplEvent[],
): readonly CheckResult[] {
  const found = filesAfter(all, user);
  const contentOf = (path: string) =>
    ofType(opened, 'file.opened').findLast((event) => event.user === user && event.path === path)
      ?.content;
  const results: CheckResult[] = [];
  if (exactly) {
    const wanted = [...exactly].sort();
    const passed = JSON.stringify(found) === JSON.stringify(wanted);
    results.push(decide(`${user}'s files: ${listed(wanted)}`, passed, listed(found)));
  }
  for (const path of absent) {
    const passed = !found.includes(path);
    results.push(decide(`${user} has no ${short(path)}`, passed, listed(found)));
  }
  for (const [path, text] of Object.entries(equal)) {
    const content = contentOf(path);
    const seen = short(content ?? 'no such file');
    results.push(decide(`${user}'s ${short(path)} is ${quoted(text)}`, content === text, seen));
  }
  for (const [path, texts] of Object.entries(contain)) {
    const content = contentOf(path);
    const seen = short(content ?? 'no such file');
    for (const text of texts) {
      const passed = content?.includes(text) ?? false;
      results.push(decide(`${user}'s ${short(path)} holds ${quoted(text)}`, passed, seen));
    }
  }
  const writers = writersAfter(all, user);
  for (const [path, client] of Object.entries(writtenBy)) {
    const writer = writers.get(path);
    const check = `${user}'s ${short(path)} was written by ${client}`;
    results.push(decide(check, writer === client, writer ?? 'no such file'));
  }
  return results;
}

/** What must hold of files: `all` are the events of the run so far, `opened` those that came of looking at them. */
export const checkFiles = (
  files: StepExpectation['files'],
  all: readonly ReplEvent[],
  opened: readonly ReplEvent[],
): readonly CheckResult[] =>
  Object.entries(files ?? {}).flatMap(([user, expected]) => checkUser(user, expected, all, opened));
