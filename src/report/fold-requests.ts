import type { OfRequest, ReplEvent, ReportedError } from '../repl/events.ts';
import { limits } from './limits.ts';
import { type ErrorView, isProblem, type RequestView, type ToolView } from './model.ts';
import type { Shower, ShownText } from './shown-text.ts';

type RequestEvent = Extract<ReplEvent, OfRequest>;
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

interface Draft extends Writable<Omit<RequestView, 'tools' | 'retries' | 'answer'>> {
  answer: ShownText;
  /** What was streamed so far, by message: shown where no answer was completed. */
  readonly streamed: Map<string, string>;
  readonly tools: Map<string, Writable<ToolView>>;
  readonly retries: string[];
}

export interface RequestTotals {
  requests: number;
  answered: number;
  failed: number;
  cancelled: number;
  sessions: number;
  gone: number;
  leaked: number;
  cleared: number;
  calls: number;
  refusedCalls: number;
  inputTokens: number;
  outputTokens: number;
}

/** Where in a run an event is. */
export interface Moment {
  /** ms since 1970 */
  readonly at: number;
  readonly step: number | undefined;
  /** Changes of files so far. */
  readonly changes: number;
}

const nothing: ShownText = { text: '', more: 0 };
const count = (value: number): number => (Number.isFinite(value) ? value : 0);

/** Folds the events of requests into what is shown of them. */
export function createRequestFold(shower: Shower) {
  const drafts = new Map<string, Draft>();
  const bySession = new Map<string, Draft>();
  const durations: number[] = [];
  let listed = 0;
  let problems = 0;
  const totals: RequestTotals = {
    requests: 0,
    answered: 0,
    failed: 0,
    cancelled: 0,
    sessions: 0,
    gone: 0,
    leaked: 0,
    cleared: 0,
    calls: 0,
    refusedCalls: 0,
    inputTokens: 0,
    outputTokens: 0,
  };

  const errorView = (error: ReportedError | undefined): ErrorView => ({
    code: shower.line(error?.code, limits.name),
    message: shower.text(error?.message, limits.message).text,
    advice: shower.line(error?.advice, limits.message),
  });

  function draftOf(event: RequestEvent, { at, step, changes }: Moment): Draft {
    const known = drafts.get(event.request);
    if (known) return known;
    totals.requests++;
    // One that was not submitted here began before the recording.
    const draft: Draft = {
      request: shower.line(event.request, limits.name),
      user: shower.line(event.user, limits.name),
      client: shower.line(event.client, limits.name),
      prompt: nothing,
      state: 'open',
      fate: 'none',
      submitted: at,
      answer: nothing,
      streamed: new Map(),
      tools: new Map(),
      moreTools: 0,
      retries: [],
      inputTokens: 0,
      outputTokens: 0,
      moment: changes,
      ...(step !== undefined && { step }),
    };
    drafts.set(event.request, draft);
    return draft;
  }

  function stream(draft: Draft, message: string, text: string): void {
    const before = draft.streamed.get(message) ?? '';
    if (before.length < limits.answer) draft.streamed.set(message, before + text);
  }

  function startTool(
    draft: Draft,
    event: Extract<RequestEvent, { type: 'tool.started' }>,
    at: number,
  ) {
    totals.calls++;
    if (draft.tools.size >= limits.callsPerRequest) {
      draft.moreTools++;
      return;
    }
    draft.tools.set(event.call, {
      tool: shower.line(event.tool, limits.name),
      at,
      state: 'open',
      unhandled: false,
      arguments: shower.json(event.arguments, limits.call),
      result: nothing,
    });
  }

  function endTool(draft: Draft, event: Extract<RequestEvent, { type: 'tool.completed' }>) {
    if (!event.ok) totals.refusedCalls++;
    const tool = draft.tools.get(event.call);
    if (!tool) return;
    tool.state = event.ok ? 'done' : 'refused';
    tool.unhandled = event.ok && event.handled === false;
    tool.result = shower.text(event.result, limits.call);
    tool.milliseconds = count(event.milliseconds);
    if (event.fault !== undefined) tool.fault = shower.line(event.fault, limits.message);
  }

  /** A run of very many keeps those that went wrong. */
  function keep(request: string, draft: Draft): void {
    const sofar = isProblem(draft) ? ++problems : ++listed;
    if (sofar > limits.requests) drafts.delete(request);
    if (draft.session !== undefined && draft.fate === 'gone') bySession.delete(draft.session);
  }

  function end(event: RequestEvent, draft: Draft, { at, changes }: Moment, milliseconds: number) {
    draft.ended = at;
    draft.milliseconds = count(milliseconds);
    draft.moment = changes;
    keep(event.request, draft);
  }

  function add(event: RequestEvent, moment: Moment): void {
    const { at } = moment;
    if (event.type === 'session.cleared') {
      const draft = bySession.get(event.session);
      totals.leaked--;
      totals.cleared++;
      if (draft) Object.assign(draft, { fate: 'cleared', settled: at });
      return;
    }
    const draft = draftOf(event, moment);
    switch (event.type) {
      case 'request.submitted':
        draft.prompt = shower.text(event.prompt, limits.prompt);
        return;
      case 'session.created':
        totals.sessions++;
        draft.created = at;
        draft.fate = 'live';
        draft.session = shower.line(event.session, limits.name);
        draft.server = shower.line(event.server, limits.name);
        bySession.set(event.session, draft);
        return;
      case 'answer.delta':
        stream(draft, String(event.message), String(event.text));
        return;
      case 'answer.completed':
        draft.answered = at;
        draft.answer = shower.text(event.text, limits.answer);
        return;
      case 'tool.started':
        startTool(draft, event, at);
        return;
      case 'tool.completed':
        endTool(draft, event);
        return;
      case 'usage':
        draft.inputTokens += count(event.inputTokens);
        draft.outputTokens += count(event.outputTokens);
        totals.inputTokens += count(event.inputTokens);
        totals.outputTokens += count(event.outputTokens);
        return;
      case 'retry':
        if (event.message === undefined) draft.streamed.clear();
        else draft.streamed.delete(event.message);
        if (draft.retries.length < limits.callsPerRequest)
          draft.retries.push(shower.line(event.reason, limits.message));
        return;
      case 'session.destroyed':
        draft.destroyed = at;
        return;
      case 'session.confirmed-gone':
        totals.gone++;
        draft.fate = 'gone';
        draft.settled = at;
        return;
      case 'session.leaked':
        totals.leaked++;
        draft.fate = 'leaked';
        draft.settled = at;
        draft.leak = errorView(event.error);
        return;
      case 'request.completed':
        totals.answered++;
        durations.push(count(event.milliseconds));
        draft.state = 'answered';
        if (draft.answered === undefined) draft.answer = shower.text(event.answer, limits.answer);
        end(event, draft, moment, event.milliseconds);
        return;
      case 'request.failed':
        totals.failed++;
        draft.state = 'failed';
        draft.error = errorView(event.error);
        end(event, draft, moment, event.milliseconds);
        return;
      case 'request.cancelled':
        totals.cancelled++;
        draft.state = 'cancelled';
        end(event, draft, moment, event.milliseconds);
        return;
    }
  }

  function view({ streamed, tools, retries, answer, ...rest }: Draft): RequestView {
    const said = rest.answered !== undefined || rest.state === 'answered';
    const cutOff = () => shower.text([...streamed.values()].join('\n\n'), limits.answer);
    return { ...rest, tools: [...tools.values()], retries, answer: said ? answer : cutOff() };
  }

  return {
    add,
    totals,
    /** In the order in which they were submitted. */
    requests: (): readonly RequestView[] => [...drafts.values()].map(view),
    /** How long each took that was answered, in ms, shortest first. */
    durations: (): readonly number[] => durations.sort((a, b) => a - b),
  };
}
