import type { RecordedEvent, Recording } from '../../../src/recording/format.ts';
import { opening, wholeRequest } from '../../screen/events.ts';

export const began = Date.parse('2026-01-01T12:00:00.000Z');
/** The events as if they had happened so many seconds after the recording began. */
export const at = (events: readonly RecordedEvent[], seconds: number): readonly RecordedEvent[] =>
  events.map((event) => ({ ...event, time: new Date(began + seconds * 1000).toISOString() }));

/** Requests after 10, 20 and 30 seconds; the screen was left after 40, and something happened after that. */
export const recording: Recording = {
  header: { type: 'recording', version: 1, time: new Date(began).toISOString(), program: '' },
  events: [
    ...at(opening, 0),
    ...at(wholeRequest('alice', 'C1', 'R1', 'one', 'first answer'), 10),
    ...at(wholeRequest('bob', 'C3', 'R2', 'two', 'second answer'), 20),
    ...at(wholeRequest('alice', 'C2', 'R3', 'three', 'third answer'), 30),
    ...at([{ type: 'screen.closed', time: '' }], 40),
    ...at([{ type: 'server.ended', address: '127.0.0.1:41233', sessions: 3, time: '' }], 41),
  ],
};
