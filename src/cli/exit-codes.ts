/** What the program's exit tells other programs. Part of the command line contract. */
export const exitCodes = {
  done: 0,
  /** A request or a check failed. */
  failed: 1,
  wrongUsage: 2,
  noServer: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
