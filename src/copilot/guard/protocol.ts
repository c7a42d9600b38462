/** Where a server listens. */
export interface Listen {
  /** An address of this machine. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

/** What the guard is told, as the one line of JSON on its standard input. The input's end tells it to stop. */
export interface GuardOrder {
  readonly runtime: {
    /** An executable, or a `.js` file for Node. */
    readonly path: string;
    readonly token: string;
    /** Where it listens; left out: on a free port of loopback. */
    readonly listen?: Listen;
    /** All that the runtime inherits of the environment. */
    readonly environment: Readonly<Record<string, string>>;
  };
  /** Leaves what earlier guards left where it is, for someone to look at; otherwise it is swept. */
  readonly keepLeftovers?: boolean;
}

/** What the guard says, a line of JSON each, on its standard output. */
export type GuardReport =
  | {
      readonly type: 'ready';
      readonly folder: string;
      readonly work: string;
      readonly runtime: { readonly pid: number; readonly port: number };
    }
  /** The runtime did not start, or ended by itself. The guard wipes the folder and ends. */
  | { readonly type: 'ended'; readonly reason: string; readonly advice?: string };
