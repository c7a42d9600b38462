import type { RecordedEvent } from '../recording/format.ts';
import type { ModelSourceInfo } from '../repl/events.ts';
import type { ReportEvent } from './events.ts';
import { createCheckFold } from './fold-checks.ts';
import { createFileFold } from './fold-files.ts';
import { createRequestFold } from './fold-requests.ts';
import { limits } from './limits.ts';
import {
  isLeak,
  type Notice,
  type Run,
  type SourceView,
  type Totals,
  type UserView,
  type Verdict,
} from './model.ts';
import { noticeOf } from './notice.ts';
import type { Shower } from './shown-text.ts';

/** Folds the events of one run. `known`: who is known already to answer. */
export function createRunFold(shower: Shower, known: readonly SourceView[] = []) {
  const requests = createRequestFold(shower);
  const files = createFileFold(shower);
  const checks = createCheckFold(shower);
  const users = new Map<string, Map<string, string | undefined>>();
  const sources = new Map(known.map((source) => [JSON.stringify(source), source]));
  const notices: Notice[] = [];
  let began: number | undefined;
  let at = 0;
  let scenario: string | undefined;
  let title: string | undefined;

  function clientsOf(user: string): Map<string, string | undefined> {
    const known = users.get(user) ?? new Map<string, string | undefined>();
    users.set(user, known);
    return known;
  }

  function meet(event: RecordedEvent): void {
    if (!('user' in event)) return;
    const clients = clientsOf(event.user);
    if (!('client' in event)) return;
    if (event.type === 'client.renamed') clients.set(event.client, event.name);
    else if (!clients.has(event.client)) clients.set(event.client, undefined);
  }

  /** Without a user: all those who have none of their own. */
  function answers(source: ModelSourceInfo, user?: string): void {
    const shown: SourceView = {
      kind: source.kind,
      model: shower.line(source.model, limits.name),
      label: shower.line(source.label, 2 * limits.name),
      ...(user !== undefined && { user: shower.line(user, limits.name) }),
    };
    sources.set(JSON.stringify(shown), shown);
  }

  function addNotice(event: RecordedEvent): void {
    if (event.type === 'server.started') answers(event.source);
    if (event.type === 'user.added' && event.source) answers(event.source, event.user);
    const notice = noticeOf(event);
    if (!notice || notices.length >= limits.notices) return;
    notices.push({ at, bad: notice.bad, text: shower.line(notice.text, limits.message) });
  }

  function add(event: ReportEvent): void {
    const time = Date.parse(event.time);
    // A clock may be set back; nothing in a run goes back.
    if (Number.isFinite(time)) at = Math.max(at, time);
    began ??= at || undefined;
    switch (event.type) {
      case 'scenario.started':
        scenario = shower.line(event.scenario, limits.name);
        title = shower.line(event.title, 2 * limits.name);
        return;
      case 'step.started':
      case 'step.passed':
      case 'step.failed':
      case 'scenario.ended':
        checks.add(event);
        return;
    }
    meet(event);
    addNotice(event);
    files.add(event, at);
    if (isOfRequest(event)) {
      requests.add(event, { at, step: checks.openStep(), changes: files.changes.length });
    }
  }

  const userViews = (): readonly UserView[] =>
    [...users].map(([name, clients]) => ({
      name: shower.line(name, limits.name),
      clients: [...clients].map(([id, given]) => ({
        id: shower.line(id, limits.name),
        ...(given !== undefined && { name: shower.line(given, limits.name) }),
      })),
    }));

  function totals(): Totals {
    const durations = requests.durations();
    const median = durations[Math.floor(durations.length / 2)];
    const slowest = durations.at(-1);
    return {
      ...requests.totals,
      ...checks.totals,
      changes: files.total(),
      ...(median !== undefined && { medianMilliseconds: median }),
      ...(slowest !== undefined && { slowestMilliseconds: slowest }),
    };
  }

  function verdict({
    requests: all,
    answered,
    leaked,
    checksPassed,
    checksFailed,
  }: Totals): Verdict {
    if (checksFailed > 0 || checks.passed() === false) return 'failed';
    const checked = checksPassed > 0 || scenario !== undefined;
    // A scenario may want a request to fail; without one nobody does.
    if (!checked) {
      const open = requests.requests().filter(({ state }) => state === 'open').length;
      if (leaked > 0 || answered + open < all) return 'failed';
      return open > 0 || requests.requests().some(isLeak) ? 'unfinished' : 'passed';
    }
    const unfinished = checks.steps().some(({ state }) => state === 'open');
    const begun = title !== undefined && checks.passed() === undefined && checksPassed === 0;
    return unfinished || begun ? 'unfinished' : 'passed';
  }

  return {
    add,
    /** The scenario has said all, or there is another one. */
    isTold: (event: ReportEvent) =>
      checks.passed() !== undefined ||
      (event.type === 'scenario.started' && scenario !== undefined),
    finish(): Run {
      const counted = totals();
      return {
        title: title ?? scenario ?? 'Session of the REPL',
        ...(scenario !== undefined && { scenario }),
        began: began ?? 0,
        ended: at,
        verdict: verdict(counted),
        sources: [...sources.values()],
        notices,
        users: userViews(),
        steps: checks.steps(),
        rules: checks.rules,
        requests: requests.requests(),
        changes: files.changes,
        contents: files.contents,
        totals: counted,
      };
    },
  };
}

type RequestEvent = Parameters<ReturnType<typeof createRequestFold>['add']>[0];
const isOfRequest = (event: RecordedEvent): event is RequestEvent =>
  'request' in event && 'client' in event;
