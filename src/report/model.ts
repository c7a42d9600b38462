import type { ModelSourceInfo } from '../repl/events.ts';
import type { ShownText } from './shown-text.ts';

/** All that a page shows. Every text in it is safe to show and bounded; moments are ms since 1970. */
export interface Report {
  readonly runs: readonly Run[];
  /** Why the events end before the program did: it was killed while it recorded, or the recording had become too large. */
  readonly cut?: 'killed' | 'limit';
}

export type Verdict = 'passed' | 'failed' | 'unfinished';

/** One scenario, or all that happened between the start of a REPL and its end. */
export interface Run {
  readonly title: string;
  readonly scenario?: string;
  readonly began: number;
  readonly ended: number;
  readonly verdict: Verdict;
  /** Who answered; more than one where a server was replaced by one with another. None: nobody said. */
  readonly sources: readonly SourceView[];
  readonly notices: readonly Notice[];
  readonly users: readonly UserView[];
  readonly steps: readonly StepView[];
  /** Standing rules, and checks of no step. */
  readonly rules: readonly CheckView[];
  readonly requests: readonly RequestView[];
  readonly changes: readonly FileChangeView[];
  /** Each content once; changes refer to them by index. */
  readonly contents: readonly ShownText[];
  readonly totals: Totals;
}

/** Where answers came from: those of one user, or of all who have no source of their own. */
export interface SourceView extends ModelSourceInfo {
  readonly user?: string;
}

export interface UserView {
  readonly name: string;
  readonly clients: readonly { readonly id: string; readonly name?: string }[];
}

export interface CheckView {
  readonly check: string;
  readonly passed: boolean;
  readonly seen: string;
}

export interface StepView {
  readonly number: number;
  readonly does: string;
  readonly line?: number;
  /** `open`: the run ended in it. */
  readonly state: 'passed' | 'failed' | 'open';
  readonly milliseconds?: number;
  readonly checks: readonly CheckView[];
  readonly moreChecks: number;
}

/** What happened beside requests and files. */
export interface Notice {
  readonly at: number;
  readonly bad: boolean;
  readonly text: string;
}

export interface ErrorView {
  readonly code: string;
  readonly message: string;
  readonly advice: string;
}

export interface ToolView {
  readonly tool: string;
  readonly at: number;
  /** `open`: it did not end. */
  readonly state: 'done' | 'refused' | 'open';
  /** It was the runtime that served it, and not our tools. */
  readonly unhandled: boolean;
  readonly arguments: ShownText;
  readonly result: ShownText;
  readonly fault?: string;
  readonly milliseconds?: number;
}

/** `none`: there never was a session. `live`: the events end before its fate. `cleared`: leaked, and gone after all. */
export type Fate = 'none' | 'live' | 'gone' | 'leaked' | 'cleared';

export interface RequestView {
  readonly request: string;
  readonly user: string;
  readonly client: string;
  readonly prompt: ShownText;
  /** `open`: the events end before it did. */
  readonly state: 'answered' | 'failed' | 'cancelled' | 'open';
  readonly fate: Fate;
  readonly session?: string;
  readonly server?: string;
  readonly submitted: number;
  readonly created?: number;
  readonly answered?: number;
  readonly destroyed?: number;
  /** When its session's fate was known. */
  readonly settled?: number;
  readonly ended?: number;
  readonly milliseconds?: number;
  readonly tools: readonly ToolView[];
  readonly moreTools: number;
  readonly answer: ShownText;
  readonly error?: ErrorView;
  /** Why its session is not confirmed gone. */
  readonly leak?: ErrorView;
  readonly retries: readonly string[];
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** The step that it belongs to. */
  readonly step?: number;
  /** How many changes of files had happened when it ended. */
  readonly moment: number;
}

export type ChangeKind = 'created' | 'updated' | 'deleted' | 'found';

export interface FileChangeView {
  readonly at: number;
  readonly user: string;
  readonly path: string;
  /** `found`: it was there already, and was listed. */
  readonly kind: ChangeKind;
  readonly revision: number;
  readonly size: number;
  readonly writer: string;
  readonly request?: string;
  /** An index into the run's contents; missing where the events do not tell it. */
  readonly content?: number;
}

/** Counted over all that happened, also what is not listed. */
export interface Totals {
  readonly requests: number;
  readonly answered: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly sessions: number;
  readonly gone: number;
  readonly leaked: number;
  readonly cleared: number;
  readonly calls: number;
  readonly refusedCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly changes: number;
  readonly checksPassed: number;
  readonly checksFailed: number;
  readonly steps: number;
  /** Of those that were answered; missing where there are none. */
  readonly medianMilliseconds?: number;
  readonly slowestMilliseconds?: number;
}

type Outcome = Pick<RequestView, 'state' | 'fate'>;

/** Its session is not known to be gone. */
export const isLeak = ({ fate }: Outcome): boolean => fate === 'leaked' || fate === 'live';

/** It went wrong in a way that whoever reads a report wants to see first. */
export const isProblem = (request: Outcome): boolean =>
  request.state !== 'answered' || isLeak(request);
