import type { ModelSourceInfo, ReportedError } from '../repl/events.ts';
import type { DiffHunk, FileDiff } from '../repl/file-diff.ts';
import { emptyLedger, type Ledger } from '../repl/ledger.ts';
import type { Answers } from './answers.ts';
import type { FileTree } from './file-tree.ts';
import type { Transcript } from './transcript.ts';

/*
 * What has happened, as it can be shown: a fold over the events. Names of users and clients were checked by the
 * heart (`repl/names.ts`); every other text from outside was made safe for a terminal when it came in. Paths are
 * kept as they are, because commands need them so: `file-tree.ts` makes them safe.
 */

export type ServerState =
  | { readonly status: 'starting' }
  | {
      readonly status: 'ready';
      /** The one that was started last, of those in use. */
      readonly address: string;
      /** All that are in use; more than one only where it was told so. */
      readonly up: readonly string[];
      /** Those that are tried again meanwhile. */
      readonly lost: readonly string[];
      readonly kind: 'embedded' | 'attached';
      readonly version: string;
      readonly source: ModelSourceInfo;
    }
  | {
      readonly status: 'lost';
      readonly address: string;
      readonly error: ReportedError;
      /** It is being started again, or tried again. */
      readonly retrying: boolean;
      readonly source?: ModelSourceInfo;
    };

export interface OpenedFile {
  readonly path: string;
  readonly revision: number;
  /** Bytes of UTF-8, before the content was made safe. */
  readonly size: number;
  /** Its beginning, where it is very long. */
  readonly content: string;
  readonly cut: boolean;
}

/** What the last change of a file made different: see the event `file.diffed`. Every line is safe. */
export interface DiffedFile extends Omit<FileDiff, 'hunks'> {
  readonly path: string;
  readonly hunks?: readonly DiffHunk[];
  /** Lines at the end that are left out. */
  readonly leftOut: number;
}

/** Who a user is to GitHub: see the event `user.identified`. Every text is safe. */
export interface ScreenIdentity {
  readonly variable?: string;
  readonly model?: string;
  readonly login?: string;
  readonly plan?: string;
  readonly models?: readonly string[];
  readonly error?: ReportedError;
}

export interface ScreenUser {
  readonly name: string;
  /** Where their answers come from, where that is not what the server's state says. */
  readonly source?: ModelSourceInfo;
  /** Where they have a token or a model of their own, and it was asked for. */
  readonly identity?: ScreenIdentity;
  /** 0 for the first user, 1 for the second, …: the screen chooses the colour. */
  readonly colour: number;
  /** In the order in which they were opened. */
  readonly clients: readonly string[];
  readonly files: FileTree;
  /** Other REPLs have written some of them. */
  readonly shared?: true;
  /** Nobody knows whether they are still so: the store is out of reach. */
  readonly stale?: true;
  /** How many were submitted: marks of files fade with the next ones. */
  readonly prompts: number;
  /** The path of the newest change. */
  readonly latestChange?: string;
  readonly opened?: OpenedFile;
  /** What was read last to be looked at in passing. */
  readonly previewed?: OpenedFile;
  readonly diffed?: DiffedFile;
}

/** `answered` and `failed` last until the operator turns to the client. */
export type Activity = 'idle' | 'queued' | 'working' | 'answered' | 'failed';

export interface ScreenClient {
  readonly id: string;
  readonly user: string;
  /** What the operator calls it; beside its id, never in its place. */
  readonly name?: string;
  readonly activity: Activity;
  readonly transcript: Transcript;
  /** Not safe for a terminal: for the clipboard only. */
  readonly answers: Answers;
}

export interface ScreenState {
  /** The store of files is out of reach. */
  readonly storeLost?: true;
  readonly server: ServerState;
  /** In the order in which they were added. */
  readonly users: readonly ScreenUser[];
  readonly clients: ReadonlyMap<string, ScreenClient>;
  /** The client that the operator looks at. */
  readonly selected?: string;
  readonly ledger: Ledger;
  /** By import or export that goes on: how many files that it skipped were told. */
  readonly skipped?: ReadonlyMap<string, number>;
  /** While a reset deletes a user's files: how many so far, and what was there before it was said. */
  readonly reset?: {
    readonly user: string;
    readonly files: number;
    readonly client: ScreenClient;
  };
}

export const initialScreenState: ScreenState = {
  server: { status: 'starting' },
  users: [],
  clients: new Map(),
  ledger: emptyLedger,
};
