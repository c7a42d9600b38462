/** A scenario can't be run as it is written. The message says where, why and what to write instead. */
export class ScenarioProblem extends Error {
  override readonly name = 'ScenarioProblem';

  constructor(
    readonly file: string,
    /** From 1 on. */
    readonly line: number,
    readonly column: number,
    readonly problem: string,
  ) {
    super(`${file}:${line}:${column}: ${problem}`);
  }
}
