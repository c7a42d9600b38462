import type { FileToolName } from '../files/tools/file-tool-names.ts';
import type { Command, ViewCommand } from '../repl/command.ts';
import type { EventType } from './event-types.ts';

/** What must have come of one tool call. */
export interface CallExpectation {
  readonly outcome: 'done' | 'refused';
  /** What the model was told must hold this. */
  readonly holds?: string;
}

export interface AnswerExpectation {
  readonly holds?: readonly string[];
  readonly lacks?: readonly string[];
  /** Sources of regular expressions, read with the flag `u`. */
  readonly matches?: readonly string[];
  readonly lacksMatch?: readonly string[];
}

/** What must hold of one user's files. */
export interface FilesExpectation {
  /** All paths that there are. */
  readonly exactly?: readonly string[];
  readonly absent?: readonly string[];
  /** By path: the whole content. */
  readonly equal?: Readonly<Record<string, string>>;
  /** By path: what the content must hold. */
  readonly contain?: Readonly<Record<string, readonly string[]>>;
  /** By path: the client that wrote it last, or `operator`. */
  readonly writtenBy?: Readonly<Record<string, string>>;
}

export type RequestEnd = 'answered' | 'failed' | 'cancelled';

/** `cleared`: told as leaked, and gone after all. `none`: there never was one. */
export type SessionFate = 'gone' | 'leaked' | 'cleared' | 'none';

/** What must hold after any step. Whatever is left out is not checked. */
export interface StepExpectation {
  /** By user. */
  readonly files?: Readonly<Record<string, FilesExpectation>>;
  /** The most that it may take, in ms. */
  readonly duration?: number;
}

/** What must hold after a prompt; its duration is that of its request. */
export interface PromptExpectation extends StepExpectation {
  /** How the request ended; undefined: in any way. */
  readonly end?: RequestEnd;
  /** The code of the error that it failed with. */
  readonly failure?: string;
  /** Tools that were called with success, in this order; others may come between. None: no tool at all. */
  readonly tools?: readonly string[];
  /** What came of each tool call, in order. */
  readonly calls?: readonly CallExpectation[];
  readonly answer?: AnswerExpectation;
  /** No tool told the model any of these. */
  readonly resultsLack?: readonly string[];
  readonly session?: SessionFate;
}

/** One prompt of one client. */
export interface Prompt {
  readonly user: string;
  readonly client: string;
  readonly text: string;
  /** Cancel the request at its first event of this type. */
  readonly cancelAfter?: EventType;
  /** Kill the server at the request's first event of this type. */
  readonly killAfter?: EventType;
  /** The step ends with the request's first event of this type, and the request goes on; left out: with the request. */
  readonly until?: EventType;
  readonly expect: PromptExpectation;
}

/** Which event is waited for: all that is given must be as the event says. */
export interface EventPattern {
  readonly event: EventType;
  readonly user?: string;
  readonly client?: string;
  readonly path?: string;
  /** So many of them. */
  readonly times: number;
}

export type Action =
  /** Prompts that are sent at once; nearly always there is one. */
  | { readonly type: 'prompts'; readonly prompts: readonly Prompt[] }
  /** A slash command. What only changes the screen has no effect where there is none. */
  | { readonly type: 'command'; readonly line: string; readonly command: Command | ViewCommand }
  /** Looks at all that came since the last step that did something began. */
  | { readonly type: 'wait'; readonly pattern: EventPattern }
  | { readonly type: 'kill' }
  /** Narration. */
  | { readonly type: 'say'; readonly text: string };

export interface Step {
  readonly action: Action;
  readonly expect: StepExpectation;
  /** How long it may take, in ms: then it has failed, and the run goes on. */
  readonly deadline: number;
  /** Where it stands in its file, from 1 on. */
  readonly line?: number;
}

export interface Limits {
  /** In ms, of a request. */
  readonly timeout?: number;
  /** Of a request. */
  readonly toolCalls?: number;
  readonly bytesPerFile?: number;
  readonly bytesPerUser?: number;
  readonly filesPerUser?: number;
}

/** What must hold for the whole run, beside what always must. */
export interface Rules {
  /** By user: what no answer and no tool may ever tell them. */
  readonly neverTold: Readonly<Record<string, readonly string[]>>;
  /** The most that a request may take, in ms. */
  readonly duration?: number;
  /** Tools that nobody may call with success. */
  readonly toolsNeverUsed: readonly string[];
}

/** A file of steps: who prompts what, and what must hold. Verified headless, or played on the screen. */
export interface Scenario {
  /** The file's name without its ending. */
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  /** What was read; left out for one that no file holds. */
  readonly file?: string;
  /** Who answers, whatever the operator uses: `hostile` does what its prompts say. */
  readonly model?: 'offline' | 'hostile';
  /** What sessions offer; left out: what the operator's do. */
  readonly tools?: readonly FileToolName[];
  readonly users: readonly string[];
  /** By client: whose it is. */
  readonly clients: Readonly<Record<string, string>>;
  readonly limits: Limits;
  readonly rules: Rules;
  readonly steps: readonly Step[];
}
