import type { ReplEvent } from '../repl/events.ts';
import type { CheckResult, Scenario, Step } from './scenario.ts';

type EventOf<Type extends ReplEvent['type']> = Extract<ReplEvent, { type: Type }>;

const ofType = <Type extends ReplEvent['type']>(
  events: readonly ReplEvent[],
  type: Type,
): readonly EventOf<Type>[] =>
  events.filter((event): event is EventOf<Type> => event.type === type);

const decide = (check: string, passed: boolean, seen: string): CheckResult => ({
  check,
  passed,
  seen: passed ? '' : seen,
});

/** A user's paths after these events, sorted. */
export function filesAfter(events: readonly ReplEvent[], user: string): readonly string[] {
  const paths = new Set<string>();
  for (const event of ofType(events, 'file.changed')) {
    if (event.user !== user) continue;
    if (event.operation === 'deleted') paths.delete(event.path);
    else paths.add(event.path);
  }
  return [...paths].sort();
}

function holdsInOrder(found: readonly string[], wanted: readonly string[]): boolean {
  let next = 0;
  for (const each of found) if (each === wanted[next]) next++;
  return next === wanted.length;
}

const listed = (words: readonly string[]) => (words.length === 0 ? 'none' : words.join(', '));

/** What must hold after a step: `events` are the step's own, `all` those of the run so far. */
export function checkStep(
  { user, client, expect }: Step,
  events: readonly ReplEvent[],
  all: readonly ReplEvent[],
): readonly CheckResult[] {
  const who = `${client} (${user})`;
  const answer = ofType(events, 'request.completed')[0]?.answer;
  const failure = ofType(events, 'request.failed')[0]?.error.message;
  const results = [decide(`${who} answered`, answer !== undefined, failure ?? 'no answer')];
  if (expect.tools) {
    const called = ofType(events, 'tool.completed')
      .filter((event) => event.ok)
      .map((event) => event.tool);
    const passed = holdsInOrder(called, expect.tools);
    results.push(
      decide(`${who} called ${listed(expect.tools)}`, passed, `called ${listed(called)}`),
    );
  }
  for (const text of expect.answerHolds ?? []) {
    const passed = answer?.includes(text) ?? false;
    results.push(decide(`${who} was told "${text}"`, passed, `was told: ${answer ?? 'nothing'}`));
  }
  for (const text of expect.answerLacks ?? []) {
    const passed = answer !== undefined && !answer.includes(text);
    results.push(
      decide(`${who} was not told "${text}"`, passed, `was told: ${answer ?? 'nothing'}`),
    );
  }
  for (const [path, text] of Object.entries(expect.contents ?? {})) {
    const content = ofType(events, 'file.opened').find((event) => event.path === path)?.content;
    const passed = content?.includes(text) ?? false;
    results.push(decide(`${user}'s ${path} holds "${text}"`, passed, content ?? 'no such file'));
  }
  for (const [owner, paths] of Object.entries(expect.files ?? {})) {
    const found = filesAfter(all, owner);
    const passed = listed(found) === listed([...paths].sort());
    results.push(decide(`${owner}'s files: ${listed(paths)}`, passed, listed(found)));
  }
  return results;
}

/** The standing rules, which hold for every run whatever its steps. */
export function checkRun(
  { steps }: Scenario,
  events: readonly ReplEvent[],
): readonly CheckResult[] {
  const created = ofType(events, 'session.created').map((event) => event.session);
  const gone = new Set(ofType(events, 'session.confirmed-gone').map((event) => event.session));
  const left = created.filter((session) => !gone.has(session));
  const distinct = new Set(created).size;
  return [
    decide(
      `each of ${steps.length} prompts had a session of its own`,
      created.length === steps.length && distinct === steps.length,
      `${distinct} sessions`,
    ),
    decide(
      'every session was destroyed and confirmed gone',
      left.length === 0 && created.length > 0,
      `left: ${listed(left)}`,
    ),
  ];
}
