import { jsonLine } from '../../recording/json-line.ts';
import { errorText } from '../../repl/errors.ts';
import type { ReplEvent, ReportedError } from '../../repl/events.ts';
import { diffRemark } from '../../screen/diff-text.ts';
import { durationText } from '../../screen/fate-text.ts';
import { isByOperator } from '../../screen/reduce-reset.ts';
import { safeLine } from '../../screen/safe-text.ts';
import { shortSession } from '../../screen/selectors.ts';
import {
  isExpected,
  seedFailedText,
  skippedText,
  transferText,
} from '../../screen/transfer-text.ts';
import { type Io, outsideText, say } from '../io.ts';
import { unifiedDiff } from './diff-text.ts';
import { mark } from './mark.ts';

type Printer = (event: ReplEvent) => void;

/** One event a line, as it is: what other programs read. */
export const printJson =
  ({ stdout }: Pick<Io, 'stdout'>): Printer =>
  (event) => {
    stdout.write(jsonLine(event));
  };

const errorLine = (error: ReportedError): string => safeLine(errorText(error));

/** Right of every line of ours: no line of an answer can pass for another user's, or for the fate of a session. */
const hanging = (text: string): string => text.replace(/\n/g, '\n    ');

/**
 * For people: answers on standard output, after whose they are if `named`, and files that were opened; what was done
 * on the way to them on standard error.
 */
export function printForPeople(io: Pick<Io, 'stdout' | 'stderr'>, named: boolean): Printer {
  let lost = false;
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
        if (event.fault !== undefined)
          say(io, `    it failed inside: ${safeLine(event.fault, 200)}`);
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
          named
            ? `${event.user}/${event.client}: ${hanging(outsideText(io, event.text))}\n`
            : `${outsideText(io, event.text)}\n`,
        );
        return;
      case 'file.opened':
        io.stdout.write(`${outsideText(io, event.content)}\n`);
        return;
      case 'file.diffed':
        if (event.hunks) io.stdout.write(outsideText(io, unifiedDiff(event, event.hunks)));
        if (diffRemark(event)) say(io, `  ${safeLine(event.path)}: ${diffRemark(event)}`);
        return;
      case 'file.changed':
        if (isByOperator(event) && !event.origin)
          say(io, `  ${mark(true, 'stderr')} ${event.user}'s ${safeLine(event.path)} was deleted`);
        return;
      case 'file.imported':
        say(io, `  ${mark(true, 'stderr')} ${safeLine(event.host)} → ${safeLine(event.path)}`);
        return;
      case 'file.exported':
        say(io, `  ${mark(true, 'stderr')} ${safeLine(event.path)} → ${safeLine(event.host)}`);
        return;
      case 'file.skipped':
        if (!isExpected(event)) say(io, `  ${mark(false, 'stderr')} ${skippedText(event)}`);
        return;
      case 'transfer.completed':
        say(io, `  ${event.user}: ${transferText(event)}`);
        return;
      case 'seed.failed':
        say(io, `error: ${seedFailedText(event)}`);
        return;
      case 'files.listed':
        for (const { path, size, writer, origin } of event.files) {
          const where = origin === undefined ? '' : ` at ${outsideText(io, origin)}`;
          io.stdout.write(`${outsideText(io, path)}\t${size} B\t${writer}${where}\n`);
        }
        if (event.files.length === 0) io.stdout.write(`${event.user} has no files\n`);
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
        say(io, `error: ${errorLine(event.error)}${event.retrying ? ' (trying again)' : ''}`);
        lost = true;
        return;
      case 'store.lost':
        say(io, `error: ${errorLine(event.error)}`);
        return;
      case 'store.restored':
        say(io, `  the files can be reached again ${mark(true, 'stderr')}`);
        return;
      case 'server.started':
        if (lost)
          say(io, `  the server is back ${mark(true, 'stderr')} ${safeLine(event.address)}`);
        lost = false;
        return;
      case 'server.recycled':
        say(io, `  server ${safeLine(event.previous)} replaced by ${safeLine(event.address)}`);
        return;
      case 'server.recycle-failed':
        say(io, `  the server could not be replaced: ${errorLine(event.error)}`);
        return;
      case 'session.cleared':
        say(io, `  session ${shortSession(event.session)} gone after all ${mark(true, 'stderr')}`);
        return;
    }
  };
}
