/** When an embedded server is replaced by a fresh one: the runtime grows with every session. */
export interface RecycleLimits {
  /** Sessions that one server serves. */
  readonly sessions: number;
  /** Memory of the server, in bytes. */
  readonly memory: number;
}

/** The runtime starts with some 150 MB, and grows by about 0.3 MB a session. */
export const defaultRecycleLimits: RecycleLimits = { sessions: 150, memory: 512 * 2 ** 20 };
