import type { ModelSourceInfo } from '../copilot/model-choice.ts';
import type { Author, FileEntry, FileOperation } from '../files/file-store.ts';
import type { DiffHunk, DiffSince } from './file-diff.ts';

export type { ModelSourceInfo };

/** An error as people and programs get to see it: a stable code, what happened, and what to do about it. */
export interface ReportedError {
  /** A code of CopilotError, ReplError or FilesError, or of the system's; `internal`: a mistake of this program's. */
  readonly code: string;
  /** What happened, without what is secret. */
  readonly message: string;
  /** One line that says what to do, where there is something to do. */
  readonly advice?: string;
}

/** Carried by every event that belongs to a request. */
export interface OfRequest {
  readonly user: string;
  /** `C1`, `C2`, … across all users. */
  readonly client: string;
  /** `R1`, `R2`, … across all clients. */
  readonly request: string;
}

/** Carried by every event of a request that has its session. */
export interface OfSession extends OfRequest {
  /** A UUID, as the server knows the session. */
  readonly session: string;
}

/** Why a server was replaced: the sessions that it had served, its memory, or because the operator said so. */
export type RecycleReason = 'sessions' | 'memory' | 'operator';

type ServerEvent =
  | {
      readonly type: 'server.started';
      /** `host:port`, in all events of a server. */
      readonly address: string;
      /** `embedded`: started and owned by this program. `attached`: someone else's. */
      readonly kind: 'embedded' | 'attached';
      /** The runtime's, as it says itself. */
      readonly version: string;
      /** Where answers come from. */
      readonly source: ModelSourceInfo;
      /** Requests take some ten times as long: the SDK's own connections are in use, for want of an SDK known here. */
      readonly stalls?: true;
    }
  /** It ended, froze or could not be reached, though nobody told it to end; or one more attempt to have it failed. */
  | {
      readonly type: 'server.lost';
      readonly address: string;
      readonly error: ReportedError;
      /** It is being started again, or tried again; otherwise there is no server until the operator says `/restart`. */
      readonly retrying: boolean;
    }
  /** All sessions that the server knows, whoever made them; asked for by the operator or a check. */
  | {
      readonly type: 'server.sessions';
      readonly address: string;
      /** Their ids. */
      readonly sessions: readonly string[];
    }
  /** New requests go to a new server, which `server.started` told of; the previous one ends with its last request. */
  | {
      readonly type: 'server.recycled';
      readonly address: string;
      /** The address of the one before. */
      readonly previous: string;
      readonly reason: RecycleReason;
    }
  /** The server could not be replaced; the one in use goes on. */
  | { readonly type: 'server.recycle-failed'; readonly error: ReportedError }
  /** A server was ended in order: it had been replaced, or the REPL was closed. */
  | {
      readonly type: 'server.ended';
      readonly address: string;
      /** How many sessions it had served. */
      readonly sessions: number;
    };

type UserEvent =
  /** A user exists from now on: from the start, or because a command named them. */
  | {
      readonly type: 'user.added';
      readonly user: string;
      /** Where this user's answers come from, where that is not what `server.started` told. */
      readonly source?: ModelSourceInfo;
    }
  /** Who a user with settings of their own is to GitHub, as far as it could be found out. */
  | {
      readonly type: 'user.identified';
      readonly user: string;
      /** The environment variable that their token came from; missing where they use the shared model source. */
      readonly variable?: string;
      /** The model that they ask for, where it is their own choice. */
      readonly model?: string;
      /** The account's name at GitHub. */
      readonly login?: string;
      /** The Copilot plan, as the server tells it. */
      readonly plan?: string;
      /** The models that they may ask for. */
      readonly models?: readonly string[];
      /** Why it could not be found out. */
      readonly error?: ReportedError;
    }
  /** `client`: `C1`, `C2`, … across all users. It connects when its first request runs. */
  | { readonly type: 'client.opened'; readonly user: string; readonly client: string }
  /** The operator gave it a name beside its id, or took that away. */
  | {
      readonly type: 'client.renamed';
      readonly user: string;
      readonly client: string;
      /** Missing where it was taken away. */
      readonly name?: string;
    }
  /** What ran on it was cancelled, and its connection is closed. */
  | { readonly type: 'client.closed'; readonly user: string; readonly client: string }
  /** The operator turned to this client. */
  | { readonly type: 'client.selected'; readonly user: string; readonly client: string };

type FileEvent =
  /** Whoever changed it: a request's tool, the operator, or another REPL that shares the store. */
  | {
      readonly type: 'file.changed';
      readonly user: string;
      readonly path: string;
      readonly operation: FileOperation;
      /** Of the file, after the change. */
      readonly revision: number;
      /** Bytes of UTF-8; 0 when deleted. */
      readonly size: number;
      /** The client, or `operator`. */
      readonly writer: string;
      /** The REPL that the writer belongs to, where it is another one that shares the store. */
      readonly origin?: string;
      /** The request that did it; missing where none did. */
      readonly request?: string;
      /** It was deleted with all others of the user, by one reset: those are told one after the other. */
      readonly reset?: true;
    }
  /** A user was added whom the store knows already, or the store was out of reach: these are that user's files now. */
  | {
      readonly type: 'files.loaded';
      readonly user: string;
      readonly files: readonly FileEntry[];
    }
  /** The store of files can't be reached: what is known of files is stale, and every call on them is refused. */
  | { readonly type: 'store.lost'; readonly error: ReportedError }
  /** It can be reached again; what was changed meanwhile has been told. */
  | { readonly type: 'store.restored' }
  /** The operator asked to see a file. */
  | {
      readonly type: 'file.opened';
      readonly user: string;
      readonly path: string;
      readonly revision: number;
      readonly content: string;
      /** It is only looked at in passing, as one goes through the tree. */
      readonly preview?: true;
    }
  /** The operator asked what the last change of a file made different. */
  | {
      readonly type: 'file.diffed';
      readonly user: string;
      readonly path: string;
      /** What it is compared with: as it was before its last change, or before the request that made that change. */
      readonly since: DiffSince;
      /** The revision that it is compared with; 0: there was no such file. Missing where that is no longer kept. */
      readonly from?: number;
      /** The present revision; 0: the file was deleted. */
      readonly to: number;
      /** Who changed it last. */
      readonly author: Author;
      /** In the order of the lines; none where both are the same. Missing where the earlier content is no longer kept. */
      readonly hunks?: readonly DiffHunk[];
    }
  /** The operator asked for the list of a user's files: sorted by path. */
  | {
      readonly type: 'files.listed';
      readonly user: string;
      readonly files: readonly FileEntry[];
    };

/** Carried by every event of one import or export. */
export interface OfTransfer {
  /** Whose files they are. */
  readonly user: string;
  /** `T1`, `T2`, … */
  readonly transfer: string;
  readonly direction: 'import' | 'export';
  /** It gives a new user the files to start with; nobody asked for it by a command. */
  readonly seed?: true;
}

/** A file that an import or export has brought over. */
export interface TransferredFile {
  /** Among the user's files. */
  readonly path: string;
  /** Where it is on the host, absolute. */
  readonly host: string;
  /** Bytes of UTF-8. */
  readonly size: number;
  /** Of the user's file. */
  readonly revision: number;
}

type TransferEvent =
  /** An import or export begins; what it does with each file follows. */
  | ({
      readonly type: 'transfer.started';
      /** The file or folder of the host's, absolute. */
      readonly host: string;
    } & OfTransfer)
  /** One file of the host's was written to the user's files, which `file.changed` told as well. */
  | ({ readonly type: 'file.imported' } & TransferredFile & OfTransfer)
  /** One of the user's files was written to the host. */
  | ({
      readonly type: 'file.exported';
      /** There was one of that name before. */
      readonly replaced: boolean;
    } & TransferredFile &
      OfTransfer)
  /** One file was left out. What was there in its place is as it was. */
  | ({
      readonly type: 'file.skipped';
      /** Below the folder that was named. */
      readonly path: string;
      readonly error: ReportedError;
    } & OfTransfer)
  /** It is over, also where it was stopped. */
  | ({
      readonly type: 'transfer.completed';
      readonly host: string;
      /** How many were brought over. */
      readonly files: number;
      /** Bytes of the files. */
      readonly bytes: number;
      /** How many were left out. */
      readonly skipped: number;
      /** Why it ended before all files were seen. */
      readonly stopped?: ReportedError;
    } & OfTransfer)
  /** The files for a new user to start with are not there. */
  | {
      readonly type: 'seed.failed';
      readonly user: string;
      /** The file or folder of the host's that was to be read, as it was given. */
      readonly host: string;
      readonly error: ReportedError;
    };

type RequestEvent =
  /** A prompt was given to a client, which runs one after the other: it may wait for its turn. */
  | ({ readonly type: 'request.submitted'; readonly prompt: string } & OfRequest)
  /** A session for this request alone, which the prompt is sent to next. */
  | ({
      readonly type: 'session.created';
      /** `host:port` of the server that it is on. */
      readonly server: string;
    } & OfSession)
  /** A piece of an answer. Pieces with another `message` than before begin a new part. */
  | ({ readonly type: 'answer.delta'; readonly message: string; readonly text: string } & OfSession)
  /** The answer is final and the operator may type again; the session is still to be destroyed. */
  | ({ readonly type: 'answer.completed'; readonly text: string } & OfSession)
  /** The model calls a tool. */
  | ({
      readonly type: 'tool.started';
      /** Chosen by the model's side; ties the call's two events together, and is not always unique. */
      readonly call: string;
      /** The tool's name; `unknown` where the call was too broken to have one. */
      readonly tool: string;
      /** As the model wrote them: checked by the tool alone. */
      readonly arguments: unknown;
    } & OfSession)
  | ({
      readonly type: 'tool.completed';
      readonly call: string;
      readonly tool: string;
      /** Whether the model was told of a success. */
      readonly ok: boolean;
      /** What the model was told. */
      readonly result: string;
      /** Whether our tool did it; a call that succeeded without it was served by the runtime itself. */
      readonly handled: boolean;
      /** What went wrong in our tool where the model is not to blame; the model was not told. */
      readonly fault?: string;
      /** From `tool.started` on. */
      readonly milliseconds: number;
    } & OfSession)
  /** What one call of the model took, as the model's side counts it. */
  | ({
      readonly type: 'usage';
      readonly inputTokens: number;
      readonly outputTokens: number;
    } & OfSession)
  /** The model call failed and is tried again: what was streamed of `message` so far is void. */
  | ({ readonly type: 'retry'; readonly reason: string; readonly message?: string } & OfSession)
  /** The server was told to delete the session, and says that it did. */
  | ({ readonly type: 'session.destroyed' } & OfSession)
  /** Asked anew, the server knows the session no more. `milliseconds`: how long it lived. */
  | ({ readonly type: 'session.confirmed-gone'; readonly milliseconds: number } & OfSession)
  /** The session could not be destroyed, or the server still knows it. */
  | ({ readonly type: 'session.leaked'; readonly error: ReportedError } & OfSession)
  /** A session that was told as leaked is gone after all: destroyed later, or ended with its server. */
  | ({ readonly type: 'session.cleared' } & OfSession)
  /**
   * The three ends of a request. None comes before its session's fate is known. `milliseconds`: from the request's turn
   * on, without the wait for those before it.
   */
  | ({
      readonly type: 'request.completed';
      /** The whole answer, as `answer.completed` told it. */
      readonly answer: string;
      readonly milliseconds: number;
    } & OfRequest)
  | ({
      readonly type: 'request.failed';
      readonly error: ReportedError;
      readonly milliseconds: number;
    } & OfRequest)
  | ({ readonly type: 'request.cancelled'; readonly milliseconds: number } & OfRequest);

/** An event before it is stamped with its time. */
export type UntimedReplEvent = ServerEvent | UserEvent | FileEvent | TransferEvent | RequestEvent;

/**
 * All that the upper floors ever hear. `time` is ISO 8601. Starts and ends pair up: `request.submitted` with exactly
 * one of `request.completed | failed | cancelled`, `session.created` with exactly one of
 * `session.confirmed-gone | session.leaked` (after which `session.cleared` may still come), `tool.started` with
 * `tool.completed`, `server.started` with `server.ended | server.lost`, `transfer.started` with `transfer.completed`.
 */
export type ReplEvent = UntimedReplEvent & { readonly time: string };
