import {
  type RecordedEvent,
  type RecordingEnd,
  type RecordingHeader,
  recordingVersion,
} from './format.ts';
import { jsonLine } from './json-line.ts';
import { type SecretFinder, valueWithoutSecrets } from './secrets.ts';

/** Where the lines of a recording go: each one whole. */
export type WriteLine = (line: string) => void;

type Delta = Extract<RecordedEvent, { type: 'answer.delta' }>;

/** Writes events as a recording. */
export interface EventRecorder {
  record(event: RecordedEvent): void;
  /** Writes what was held back, and the last line. Nothing may follow. */
  end(time: string, reason: RecordingEnd['reason']): void;
}

export type RecordingStart = Omit<RecordingHeader, 'type' | 'version'>;

const sessionOf = (event: RecordedEvent) =>
  'session' in event ? event.session : 'request' in event ? event.request : undefined;

/**
 * Writes the header at once, then a line for each event. Secrets are taken out, also one that comes in several pieces
 * of an answer: the end of a piece that may be a secret's beginning waits for the next piece.
 */
export function createEventRecorder(
  start: RecordingStart,
  secrets: SecretFinder,
  write: WriteLine,
): EventRecorder {
  /** By session: the end of its last piece. */
  const held = new Map<string, Delta>();
  const writeEvent = (event: RecordedEvent) => write(jsonLine(valueWithoutSecrets(event, secrets)));

  function release(session: string) {
    const delta = held.get(session);
    held.delete(session);
    if (delta) writeEvent(delta);
  }

  function recordDelta(event: Delta) {
    const before = held.get(event.session);
    if (before && before.message !== event.message) release(event.session);
    held.delete(event.session);
    const text = before?.message === event.message ? before.text + event.text : event.text;
    const settled = secrets.settled(text);
    if (settled > 0) writeEvent({ ...event, text: text.slice(0, settled) });
    if (settled < text.length) held.set(event.session, { ...event, text: text.slice(settled) });
  }

  const header: RecordingHeader = { type: 'recording', version: recordingVersion, ...start };
  write(jsonLine(header));
  return {
    record(event) {
      if (event.type === 'answer.delta') return recordDelta(event);
      const session = sessionOf(event);
      if (session !== undefined) release(session);
      writeEvent(event);
    },
    end(time, reason) {
      for (const session of [...held.keys()]) release(session);
      write(jsonLine({ type: 'recording.ended', time, reason } satisfies RecordingEnd));
    },
  };
}
