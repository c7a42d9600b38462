import type { OfRequest, ReplEvent } from '../../src/repl/events.ts';
import { emptyLedger, type Ledger, reduceLedger } from '../../src/repl/ledger.ts';
import { answerOf, noncesIn, type Work, workOf } from './work.ts';

type Of<Type extends ReplEvent['type']> = Extract<ReplEvent, { type: Type }>;
type OfOpenRequest = Exclude<
  Extract<ReplEvent, OfRequest>,
  Of<'request.submitted' | 'session.cleared' | 'file.changed'>
>;

/** A file as it must be. */
export interface ExpectedFile {
  readonly content: string;
  readonly revision: number;
}

/** A request that has not ended. */
interface OpenRequest {
  readonly of: OfRequest;
  readonly work: Work;
  /** What the tools said. */
  readonly results: string[];
  /** Revisions that it wrote, by path. */
  readonly wrote: Map<string, number>;
  session?: string;
  streamed: string;
}

/**
 * Keeps the books of a heart whose model is the scripted one: a fold over the events that keeps what is open and counts
 * the rest. What must not be is put down as a problem.
 */
export interface Books {
  record(event: ReplEvent): void;
  /** How many events of a type there were. */
  count(type: ReplEvent['type']): number;
  readonly ledger: () => Ledger;
  /** Requests that have no end yet. */
  readonly open: () => readonly OfRequest[];
  /** What was wrong, in words; the first of it where it is much. */
  readonly problems: readonly string[];
  /** What each user must have, by path: who wrote last is told by the events, what they wrote by their prompts. */
  filesOf(user: string): ReadonlyMap<string, ExpectedFile>;
}

const mostProblems = 20;

/** What a user's requests may say to each other: by the files that they share, and by nothing else. */
const mayCarryOthers = (event: ReplEvent) => event.type === 'tool.completed';

export function createBooks(): Books {
  const counts = new Map<string, number>();
  const requests = new Map<string, OpenRequest>();
  const sessions = new Set<string>();
  const files = new Map<string, Map<string, ExpectedFile>>();
  const revisions = new Map<string, number>();
  const problems: string[] = [];
  let ledger = emptyLedger;

  function blame(event: ReplEvent, why: string): void {
    if (problems.length < mostProblems) {
      problems.push(`${why}: ${JSON.stringify(event).slice(0, 500)}`);
    }
  }

  function filesOf(user: string): Map<string, ExpectedFile> {
    const known = files.get(user) ?? new Map<string, ExpectedFile>();
    files.set(user, known);
    return known;
  }

  function changed(event: Of<'file.changed'>) {
    const { user, path, operation, revision, size, request, writer } = event;
    const key = `${user}/${path}`;
    const before = revisions.get(key) ?? 0;
    revisions.set(key, revision);
    if (operation === 'deleted') {
      if (writer !== 'operator') blame(event, 'nobody but the operator deletes');
      if (revision !== before) blame(event, `it had revision ${before}`);
      filesOf(user).delete(path);
      return;
    }
    if (revision !== before + 1) blame(event, `it had revision ${before}`);
    const author = requests.get(request ?? '');
    if (!author) return blame(event, 'no open request has written this');
    if (author.of.user !== user || author.of.client !== writer) blame(event, 'not its own file');
    const written = author.work.steps.find((step) => 'write' in step && step.write === path);
    const content = written && 'write' in written ? written.content : undefined;
    if (content === undefined) return blame(event, 'its prompt did not say so');
    if (Buffer.byteLength(content) !== size) blame(event, 'not the content of its prompt');
    author.wrote.set(path, revision);
    filesOf(user).set(path, { content, revision });
  }

  function opened(event: Of<'file.opened'>): void {
    const { content, revision } = filesOf(event.user).get(event.path) ?? {};
    if (event.content !== content || event.revision !== revision) blame(event, 'not as written');
  }

  /** The session, the client and the user are its own, and so is every text. */
  function checkOwner(event: OfOpenRequest, { of, work, session }: OpenRequest): void {
    if (event.user !== of.user || event.client !== of.client) blame(event, 'of another client');
    if ('session' in event && event.type !== 'session.created' && event.session !== session) {
      blame(event, 'of another session');
    }
    for (const { nonce, user } of noncesIn(JSON.stringify(event))) {
      if (nonce === work.nonce || (user === of.user && mayCarryOthers(event))) continue;
      blame(event, `${nonce} in what belongs to ${work.nonce}`);
    }
  }

  function checkAnswer(event: Of<'request.completed'>, request: OpenRequest): void {
    const { work, results, wrote } = request;
    if (event.answer !== answerOf(work, results)) blame(event, 'not the answer to its prompt');
    if (results.length !== work.steps.length) blame(event, 'not all was done');
    for (const [index, step] of work.steps.entries()) {
      if (!('write' in step)) continue;
      const said = /revision (\d+)/.exec(results[index] ?? '')?.[1];
      if (Number(said) !== wrote.get(step.write)) blame(event, `${step.write} was not written`);
    }
  }

  function follow(event: OfOpenRequest, request: OpenRequest): void {
    checkOwner(event, request);
    switch (event.type) {
      case 'session.created':
        if (request.session !== undefined) blame(event, 'a second session');
        if (sessions.has(event.session)) blame(event, 'the session of another request');
        sessions.add(event.session);
        request.session = event.session;
        return;
      case 'answer.delta':
        request.streamed += event.text;
        return;
      case 'retry':
        request.streamed = '';
        return;
      case 'answer.completed':
        if (event.text !== request.streamed) blame(event, `streamed was ${request.streamed}`);
        return;
      case 'tool.completed':
        request.results.push(event.result);
        return;
      case 'session.confirmed-gone':
        sessions.delete(event.session);
        return;
      case 'request.completed':
        checkAnswer(event, request);
        requests.delete(event.request);
        return;
      case 'request.failed':
      case 'request.cancelled':
        requests.delete(event.request);
    }
  }

  return {
    record(event) {
      counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
      ledger = reduceLedger(ledger, event);
      if (event.type === 'file.changed') return changed(event);
      if (event.type === 'file.opened') return opened(event);
      if (!('request' in event)) return;
      const { user, client, request } = event;
      const open = requests.get(request);
      switch (event.type) {
        case 'request.submitted':
          if (open) blame(event, 'submitted twice');
          requests.set(request, {
            of: { user, client, request },
            work: workOf(event.prompt),
            results: [],
            wrote: new Map(),
            streamed: '',
          });
          return;
        case 'session.cleared':
          if (!sessions.delete(event.session)) blame(event, 'it was gone already');
          return;
        default:
          if (open) follow(event, open);
          else blame(event, 'its request is not open');
      }
    },
    count: (type) => counts.get(type) ?? 0,
    ledger: () => ledger,
    open: () => [...requests.values()].map(({ of }) => of),
    problems,
    filesOf,
  };
}
