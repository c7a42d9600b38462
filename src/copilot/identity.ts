/** What one user's sessions are made with, where that is not what everyone's are. */
export interface Identity {
  /** The environment variable that the user's own GitHub token came from; left out: the shared model source answers. */
  readonly variable?: string;
  /** Goes into this user's sessions and nowhere else. Missing where the variable was not set. */
  readonly token?: string;
  /** The model to ask for. */
  readonly model?: string;
}

/** By user's name. */
export type Identities = ReadonlyMap<string, Identity>;
