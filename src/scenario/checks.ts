import type { ReplEvent } from '../repl/events.ts';
import type { CallExpectation, CheckResult, Scenario, Step } from './scenario.ts';

type EventOf<Type extends ReplEvent['type']> = Extract<ReplEvent, { type: Type }>;

const ofType = <Type extends ReplEvent['type']>(
  events: readonly ReplEvent[],
  type: Type,
): readonly EventOf<Type>[] =>
  events.filter((event): event is EventOf<Type> => event.type === type);

/** `seen` is told where the check failed, `came` where it passed. */
const decide = (check: string, passed: boolean, seen: string, came = ''): CheckResult => ({
  check,
  passed,
  seen: passed ? came : seen,
});

const short = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;

const listed = (words: readonly string[]) => (words.length === 0 ? 'none' : words.join(', '));

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

function checkEnd(who: string, failure: string | undefined, events: readonly ReplEvent[]) {
  const answer = ofType(events, 'request.completed')[0]?.answer;
  const error = ofType(events, 'request.failed')[0]?.error;
  const seen = error ? `${error.code}: ${error.message}` : `answered: ${answer ?? 'nothing'}`;
  if (failure === undefined) return decide(`${who} answered`, answer !== undefined, seen);
  return decide(`${who} was ended (${failure})`, error?.code === failure, seen, error?.message);
}

/** One line a call: what was tried, and what came back. */
function checkCalls(
  expected: readonly CallExpectation[],
  events: readonly ReplEvent[],
): readonly CheckResult[] {
  const started = ofType(events, 'tool.started');
  const completed = ofType(events, 'tool.completed');
  return expected.map(({ outcome, holds }, index) => {
    const end = completed[index];
    const begin = started.find(({ call }) => call === end?.call);
    const tried = `${end?.tool ?? 'call'} ${short(JSON.stringify(begin?.arguments ?? {}), 80)}`;
    const came = short(end?.result ?? 'never called', 120);
    const passed =
      end !== undefined &&
      end.ok === (outcome === 'done') &&
      (!holds || end.result.includes(holds));
    return decide(`${tried} was ${outcome}`, passed, came, came);
  });
}

/** What must hold after a step: `events` are the step's own, `all` those of the run so far. */
export function checkStep(
  { user, client, expect }: Step,
  events: readonly ReplEvent[],
  all: readonly ReplEvent[],
): readonly CheckResult[] {
  const who = `${client} (${user})`;
  const answer = ofType(events, 'request.completed')[0]?.answer;
  const told = `was told: ${short(answer ?? 'nothing', 200)}`;
  const results = [checkEnd(who, expect.failure, events)];
  if (expect.tools) {
    const called = ofType(events, 'tool.completed')
      .filter((event) => event.ok)
      .map((event) => event.tool);
    const passed = holdsInOrder(called, expect.tools);
    results.push(
      decide(`${who} called ${listed(expect.tools)}`, passed, `called ${listed(called)}`),
    );
  }
  results.push(...checkCalls(expect.calls ?? [], events));
  for (const text of expect.answerHolds ?? []) {
    results.push(decide(`${who} was told "${text}"`, answer?.includes(text) ?? false, told));
  }
  for (const text of expect.answerLacks ?? []) {
    const passed = answer !== undefined && !answer.includes(text);
    results.push(decide(`${who} was not told "${text}"`, passed, told));
  }
  for (const text of expect.resultsLack ?? []) {
    const leak = ofType(events, 'tool.completed').find(({ result }) => result.includes(text));
    results.push(decide(`no tool told ${who} "${text}"`, leak === undefined, `${leak?.tool} did`));
  }
  for (const [path, text] of Object.entries(expect.contents ?? {})) {
    const content = ofType(events, 'file.opened').find((event) => event.path === path)?.content;
    const passed = content?.includes(text) ?? false;
    const seen = short(content ?? 'no such file', 200);
    results.push(decide(`${user}'s ${path} holds "${text}"`, passed, seen));
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
  const calls = ofType(events, 'tool.completed').filter(({ ok }) => ok);
  const unhandled = calls.filter(({ handled }) => !handled).map(({ tool }) => tool);
  const known = ofType(events, 'server.sessions').at(-1)?.sessions;
  const still = known?.filter((session) => created.includes(session)) ?? [];
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
    decide(
      'no session is left on the server',
      known !== undefined && still.length === 0,
      known === undefined ? 'the server was not asked' : listed(still),
    ),
    decide(
      `each of ${calls.length} tool calls that succeeded had reached our tools`,
      unhandled.length === 0,
      `served by the runtime itself: ${listed(unhandled)}`,
    ),
  ];
}
