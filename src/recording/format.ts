import type { ReplEvent, ReportedError } from '../repl/events.ts';
import type { ScenarioEvent } from '../scenario/events.ts';

export type { ScenarioEvent };

/*
 * A recording is NDJSON: the header, then one event a line in the order in which they happened, then the end. A run
 * that was killed has no end, and its last line may be cut off; what is there before is good. Readers leave out events
 * of types that they do not know; what a reader must know to understand the rest makes a new version.
 */

/** The version of the format that is written, and the only one that is read. */
export const recordingVersion = 1;

/** The first line. */
export interface RecordingHeader {
  readonly type: 'recording';
  readonly version: typeof recordingVersion;
  /** When it began. ISO 8601. */
  readonly time: string;
  /** The version of the program that wrote it. */
  readonly program: string;
  /** The terminal's size when it began, where there was one. */
  readonly terminal?: { readonly columns: number; readonly rows: number };
}

/** What the screen adds to the events of the heart, so that a replay shows the same. */
export type ScreenNote =
  /** A command that a client's prompt line gave was refused. */
  | {
      readonly type: 'command.refused';
      readonly time: string;
      readonly client: string;
      readonly error: ReportedError;
    }
  /** The operator closed the client in front, and is with another user for that. */
  | { readonly type: 'user.left'; readonly time: string; readonly closed: string }
  /** The operator left: what follows was not on the screen any more. */
  | { readonly type: 'screen.closed'; readonly time: string };

export type RecordedEvent = ReplEvent | ScenarioEvent | ScreenNote;

/** Whether it tells of a scenario that was played or verified, and not of what a heart did. */
export const isScenarioEvent = (event: RecordedEvent): event is ScenarioEvent =>
  /^(?:scenario|step)\./.test(event.type);

/** The last line. */
export interface RecordingEnd {
  readonly type: 'recording.ended';
  readonly time: string;
  /** `stopped`: by the operator; `closed`: with the program; `limit`: it had become too large. */
  readonly reason: 'stopped' | 'closed' | 'limit';
}

/** A recording as it was read. */
export interface Recording {
  readonly header: RecordingHeader;
  readonly events: readonly RecordedEvent[];
  /** Missing where the program was killed while it recorded. */
  readonly end?: RecordingEnd;
}

/** The largest recording that is read or written, in bytes. */
export const maximumRecordingBytes = 64 * 2 ** 20;
