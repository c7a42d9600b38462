import type { OfRequest, ReplEvent } from '../../repl/events.ts';
import { safeLine, safeText } from '../../screen/safe-text.ts';
import type { ScreenState } from '../../screen/state.ts';
import type { AnswerEntry, Block, ToolEntry } from '../../screen/transcript.ts';
import { durationWords, errorWords, quoted, sessionWords, who } from './words.ts';

type RequestEvent = Extract<ReplEvent, OfRequest>;

/** What of someone else's error or result is said, in columns. */
const longestReason = 200;

const blockOf = ({ client, request }: OfRequest, { clients }: ScreenState): Block | undefined =>
  clients.get(client)?.transcript.open.find((block) => block.request === request);

/** What is being answered and was not said yet, as safe text. */
const unsaid = (block: Block | undefined): string =>
  (block?.entries ?? [])
    .filter((entry): entry is AnswerEntry => entry.kind === 'answer' && entry.streaming)
    .map(({ text, held }) => text + safeText(held))
    .join('\n')
    .trim();

function toolLines(
  lead: string,
  event: Extract<RequestEvent, { type: 'tool.completed' }>,
  after: ScreenState,
): readonly string[] {
  const entry = blockOf(event, after)?.entries.findLast(
    (each): each is ToolEntry => each.kind === 'tool' && each.call === event.call,
  );
  const subject = entry?.subject ? ` ${entry.subject.replaceAll(' · ', ', ')}` : '';
  const outcome = event.ok ? 'ok' : `failed: ${safeLine(event.result, longestReason)}`;
  const line = `${lead}: tool ${safeLine(event.tool, longestReason)}${subject}, ${outcome}`;
  return event.fault === undefined
    ? [line]
    : [line, `${lead}: the tool failed inside: ${safeLine(event.fault, longestReason)}`];
}

/** What is said of an event of a request. An answer is said when it is complete, or when no more comes of it. */
export function requestLines(
  event: RequestEvent,
  before: ScreenState,
  after: ScreenState,
): readonly string[] {
  const lead = who(event.user, event.client, after);
  const said = (what: string, text: string): readonly string[] =>
    text === '' ? [] : quoted(`${lead}: ${what}`, text);
  switch (event.type) {
    case 'request.submitted':
      return said('prompt', safeText(event.prompt));
    case 'session.created':
      return [`${lead}: ${sessionWords(event.session)} created`];
    case 'tool.started':
      return said('says', unsaid(blockOf(event, before)));
    case 'tool.completed':
      return toolLines(lead, event, after);
    case 'answer.completed': {
      const block = blockOf(event, before);
      const streamed = block?.entries.some(({ kind }) => kind === 'answer');
      return said('answer', streamed ? unsaid(block) : safeText(event.text).trim());
    }
    case 'retry':
      return [`${lead}: trying again: ${safeLine(event.reason, longestReason)}`];
    case 'session.destroyed':
      // Nothing comes after it: what was said so far is said before the session's fate.
      return said('answer, not complete', unsaid(blockOf(event, before)));
    case 'session.confirmed-gone': {
      const time = durationWords(event.milliseconds);
      return [`${lead}: ${sessionWords(event.session)} destroyed and confirmed gone, ${time}`];
    }
    case 'session.leaked': {
      const session = sessionWords(event.session);
      return [`${lead}: ${session} leaked, not confirmed gone: ${errorWords(event.error)}`];
    }
    case 'session.cleared':
      return [`${lead}: ${sessionWords(event.session)} gone after all`];
    case 'request.failed':
    case 'request.cancelled': {
      const block = blockOf(event, before);
      const wasSaid = block?.fate?.state === 'destroyed' || block?.fate?.state === 'gone';
      const partial = wasSaid ? [] : said('answer, not complete', unsaid(block));
      const end =
        event.type === 'request.failed' ? `failed: ${errorWords(event.error)}` : 'cancelled';
      return [...partial, `${lead}: ${end}`];
    }
    case 'answer.delta':
    case 'usage':
    case 'request.completed':
      return [];
  }
}
