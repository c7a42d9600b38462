/** Tells what was checked: `passed` false where something did not hold. */
export type SayCheck = (passed: boolean, text: string) => void;

/** Runs scenarios on users, files and a server of their own. Both reject with what is wrong and what to do. */
export interface Scenarios {
  /** Plays one in the terminal, which is lent for that; resolves to what to say afterwards. */
  play(name: string, signal: AbortSignal): Promise<string>;
  /** Without a name: the built-in ones. */
  verify(name: string, say: SayCheck): Promise<void>;
}
