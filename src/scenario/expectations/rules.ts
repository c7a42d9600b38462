import type { ReplEvent } from '../../repl/events.ts';
import type { CheckResult } from '../../repl/play.ts';
import type { Rules, Scenario } from '../model.ts';
import { decide, listed, ofType, quoted, secondsText } from './decide.ts';
import { durationOf } from './request.ts';

const prompts = ({ steps }: Pick<Scenario, 'steps'>): boolean =>
  steps.some(({ action }) => action.type === 'prompts');

function checkSessions(
  scenario: Pick<Scenario, 'steps'>,
  events: readonly ReplEvent[],
): readonly CheckResult[] {
  const requests = ofType(events, 'request.submitted').map(({ request }) => request);
  const answered = ofType(events, 'request.completed').map(({ request }) => request);
  const created = ofType(events, 'session.created');
  const distinct = new Set(created.map(({ session }) => session)).size;
  const served = new Set(created.map(({ request }) => request));
  const own =
    distinct === created.length &&
    served.size === created.length &&
    answered.every((request) => served.has(request)) &&
    (created.length > 0 || !prompts(scenario));

  const gone = new Set(ofType(events, 'session.confirmed-gone').map(({ session }) => session));
  const cleared = new Set(ofType(events, 'session.cleared').map(({ session }) => session));
  const lost = new Set(ofType(events, 'server.lost').map(({ address }) => address));
  // What was on a server that was killed went with it; anything else has to be gone when its request ends.
  const left = created.filter(
    ({ session, server }) => !gone.has(session) && !(cleared.has(session) && lost.has(server)),
  );
  const listings = new Map<string, readonly string[]>();
  for (const event of events) {
    if (event.type === 'server.sessions') listings.set(event.address, event.sessions);
    if (event.type === 'server.lost' || event.type === 'server.ended')
      listings.delete(event.address);
  }
  const known = new Set([...listings.values()].flat());
  const still = created.filter(({ session }) => known.has(session));
  const ids = (some: readonly { readonly session: string }[]) =>
    listed(some.map(({ session }) => session));
  return [
    decide(
      `each of ${requests.length} prompts had a session of its own`,
      own,
      `${distinct} sessions`,
    ),
    decide(
      'every session was destroyed and confirmed gone',
      left.length === 0 && (created.length > 0 || !prompts(scenario)),
      `left: ${ids(left)}`,
    ),
    decide(
      'no session is left on the server',
      listings.size > 0 && still.length === 0,
      listings.size === 0 ? 'the server was not asked' : ids(still),
    ),
  ];
}

function checkOwnRules(
  { neverTold, duration, toolsNeverUsed }: Rules,
  events: readonly ReplEvent[],
): readonly CheckResult[] {
  const results: CheckResult[] = [];
  for (const [user, texts] of Object.entries(neverTold)) {
    const told = events.flatMap((event) => {
      if (!('user' in event) || event.user !== user) return [];
      if (event.type === 'answer.completed') return [{ by: event.request, text: event.text }];
      if (event.type === 'request.completed') return [{ by: event.request, text: event.answer }];
      return event.type === 'tool.completed'
        ? [{ by: `${event.tool} in ${event.request}`, text: event.result }]
        : [];
    });
    for (const text of texts) {
      const leaks = told.filter((each) => each.text.includes(text)).map(({ by }) => by);
      const seen = `told by ${listed([...new Set(leaks)])}`;
      results.push(decide(`${user} was never told ${quoted(text)}`, leaks.length === 0, seen));
    }
  }
  if (duration !== undefined) {
    const slow = events.filter((event) => (durationOf([event]) ?? 0) > duration);
    const seen = listed(
      slow.map((event) => ('request' in event && event.request ? event.request : '')),
    );
    const check = `no request took more than ${secondsText(duration)}`;
    results.push(decide(check, slow.length === 0, seen));
  }
  for (const name of toolsNeverUsed) {
    const users = ofType(events, 'tool.completed')
      .filter(({ ok, tool }) => ok && tool === name)
      .map(({ request }) => request);
    results.push(decide(`nobody called ${name}`, users.length === 0, `called in ${listed(users)}`));
  }
  return results;
}

/** The standing rules: those that hold for every run whatever its steps, and the scenario's own. */
export function checkRun(
  scenario: Pick<Scenario, 'steps' | 'rules'>,
  events: readonly ReplEvent[],
): readonly CheckResult[] {
  const calls = ofType(events, 'tool.completed').filter(({ ok }) => ok);
  const unhandled = calls.filter(({ handled }) => !handled).map(({ tool }) => tool);
  return [
    ...checkSessions(scenario, events),
    decide(
      `each of ${calls.length} tool calls that succeeded had reached our tools`,
      unhandled.length === 0,
      `served by the runtime itself: ${listed(unhandled)}`,
    ),
    ...checkOwnRules(scenario.rules, events),
  ];
}
