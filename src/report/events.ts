import type { RecordedEvent } from '../recording/format.ts';
import type { ScenarioEvent } from '../scenario/events.ts';

/** All that a report is made of. */
export type ReportEvent = RecordedEvent | ScenarioEvent;
