import type { RecordedEvent } from '../recording/format.ts';

/** All that a report is made of. */
export type ReportEvent = RecordedEvent;
