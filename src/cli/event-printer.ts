import type { ReplEvent, ReportedError } from '../repl/events.ts';
import { durationText } from '../screen/fate-text.ts';
import { safeLine, safeText } from '../screen/safe-text.ts';
import { shortSession } from '../screen/selectors.ts';
import { type Io, say } from './io.ts';
import { mark } from './mark.ts';

type Printer = (event: ReplEvent) => void;

/** One event a line, as it is: what other programs read. */
export const printJson =
  ({ stdout }: Pick<Io, 'stdout'>): Printer =>
  (event) => {
    stdout.write(`${JSON.stringify(event)}\n`);
  };

const errorLine = ({ message, advice }: ReportedError): string =>
  safeLine([message, advice].filter(Boolean).join(' '));

/**
 * For people: answers on standard output, under a line that says whose they are if `named`; what was done on the way
 * to them on standard error.
 */
export function printForPeople(io: Pick<Io, 'stdout' | 'stderr'>, named: boolean): Printer {
  return (event) => {
    switch (event.type) {
      case 'request.submitted':
        if (named) {
          say(io, `${event.user}/${event.client} › ${safeLine(event.prompt, 200)}`);
        }
        return;
      case 'tool.completed':
        say(
          io,
          `  ${mark(event.ok, 'stderr')} ${safeLine(event.tool, 64)} · ${event.milliseconds} ms`,
        );
        return;
      case 'retry':
        say(io, `  retrying: ${safeLine(event.reason, 200)}`);
        return;
      case 'session.confirmed-gone':
        say(
          io,
          `  session ${shortSession(event.session)} gone ${mark(true, 'stderr')} ${durationText(event.milliseconds)}`,
        );
        return;
      case 'session.leaked':
        say(
          io,
          `  session ${shortSession(event.session)} leaked ${mark(false, 'stderr')} ${errorLine(event.error)}`,
        );
        return;
      case 'answer.completed':
        io.stdout.write(
          `${named ? `${event.user}/${event.client}: ` : ''}${safeText(event.text)}\n`,
        );
        return;
      case 'request.failed':
        say(io, `error: ${event.user}/${event.client}: ${errorLine(event.error)}`);
        return;
      case 'request.cancelled':
        say(io, `cancelled: ${event.user}/${event.client}`);
        return;
      case 'server.sessions':
        io.stdout.write(
          `sessions on the server: ${event.sessions.map((each) => safeLine(each)).join(' ') || 'none'}\n`,
        );
        return;
      case 'server.lost':
        say(io, `error: the server was lost: ${errorLine(event.error)}`);
        return;
    }
  };
}
