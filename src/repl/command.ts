import type { DiffSince } from './file-diff.ts';

/**
 * What the heart does when told to. The prompt line, piped input and scenarios all speak these. Where `client` or
 * `user` is left out, the selected client or its user is meant. A client goes by its id or by its name.
 */
export type Command =
  /** Prompt as this client, which there must be. @throws ReplError `client-unknown` */
  | { readonly type: 'prompt'; readonly text: string; readonly client?: string }
  /**
   * Prompt as this client of this user, creating both if need be.
   * @throws ReplError `user-invalid`, `client-taken`, `client-unknown` where a name and no id is given, `client-limit`
   */
  | {
      readonly type: 'as';
      readonly user: string;
      readonly client: string;
      readonly text: string;
    }
  /** Prompt as every user at once, each by its first client. */
  | { readonly type: 'all'; readonly text: string }
  /** Turn to this user, creating it if need be. @throws ReplError `user-invalid` */
  | { readonly type: 'user'; readonly user: string }
  /** Open a client, and turn to it. `client`: by this id; where there is one of it already, that is turned to. */
  | { readonly type: 'new'; readonly user?: string; readonly client?: string }
  /** Close a client: what runs on it is cancelled. @throws ReplError `last-client`, `client-unknown` */
  | { readonly type: 'close'; readonly client?: string }
  /** Give a client a name beside its id; its own id takes the name away. @throws ReplError `client-name-invalid` */
  | { readonly type: 'rename'; readonly name: string; readonly client?: string }
  /** Turn to a client. @throws ReplError `client-unknown` */
  | { readonly type: 'tab'; readonly client: string }
  /** Tell a file's content, by `file.opened`. @throws FilesError where there is no such file */
  | {
      readonly type: 'open';
      readonly path: string;
      readonly user?: string;
      /** Only to be looked at in passing: told by the event, so that nothing opens for it. */
      readonly preview?: boolean;
    }
  /** Tell what a file's last change made different, by `file.diffed`. @throws FilesError where it never was */
  | {
      readonly type: 'diff';
      readonly path: string;
      readonly user?: string;
      /** `change` where left out. */
      readonly since?: DiffSince;
    }
  /** Tell the list of a user's files, by `files.listed`. */
  | { readonly type: 'list'; readonly user?: string }
  /**
   * Bring a file or folder of the host's to a user's files; below `path`, or under that name. Each file is told.
   * @throws ReplError `no-host-files`; an Error with a `code` where nothing can be read there
   */
  | {
      readonly type: 'import';
      readonly host: string;
      readonly path?: string;
      readonly user?: string;
      /** Replace files that are there already. */
      readonly overwrite?: boolean;
    }
  /**
   * Write all of a user's files to a folder of the host's. Each file is told.
   * @throws ReplError `no-host-files`; an Error with a `code` where that folder can't be written to
   */
  | {
      readonly type: 'export';
      readonly host: string;
      readonly user?: string;
      /** Replace files that are there already. */
      readonly overwrite?: boolean;
    }
  /** Delete one of a user's files, told by `file.changed`. @throws FilesError where there is no such file */
  | { readonly type: 'delete'; readonly path: string; readonly user?: string }
  /** Delete all of a user's files, each told by `file.changed`. `confirmed`: whoever asks people first need not ask. */
  | { readonly type: 'reset'; readonly user?: string; readonly confirmed?: true }
  /** Cancel the request that runs on a client, if one does; the next one has its turn then. */
  | { readonly type: 'cancel'; readonly client?: string }
  /** Find out who the users with tokens of their own are, where that is not known yet; told by `user.identified`. */
  | { readonly type: 'identify' }
  /** Ask the server which sessions it knows; told by `server.sessions`. @throws CopilotError */
  | { readonly type: 'sessions' }
  /** Replace the server by a fresh one, or attach anew; to the server at `address` (`host:port`) where one is given. */
  | { readonly type: 'restart'; readonly address?: string }
  /** Kill our server, as a crash would: for scenarios, no slash command says it. Settles when the loss is noticed. */
  | { readonly type: 'kill' };

/** What only changes what is shown: each front end has its own way to do it. */
export type ViewCommand = {
  readonly type: 'view';
  readonly view:
    | 'users'
    | 'compare'
    | 'next'
    | 'previous'
    | 'files'
    | 'ledger'
    | 'model'
    | 'panel'
    | 'tools'
    | 'page-up'
    | 'page-down'
    | 'top'
    | 'bottom'
    | 'search'
    | 'copy'
    | 'clear'
    | 'redraw'
    | 'mouse'
    | 'record'
    | 'screenshot'
    | 'pause'
    | 'speed'
    | 'seek'
    | 'step'
    | 'auto'
    | 'back'
    | 'again'
    | 'unlock'
    | 'play'
    | 'verify'
    | 'commands'
    | 'help'
    | 'quit';
  /** What is sought, which answer is copied, which file is written, where in a replay one goes. */
  readonly argument?: string;
};
