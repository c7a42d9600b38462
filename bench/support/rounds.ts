import type { Run } from '../figures.ts';

/** Does all of them once a round, in turns: what slows the machine down slows all of them down. */
export async function inTurns<Name extends string>(
  rounds: number,
  variants: Readonly<Record<Name, () => Promise<number>>>,
  { progress }: Run,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(variants) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    progress(`round ${round + 1} of ${rounds}`);
    // The one that comes first is not always the same.
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round) % names.length] as Name;
      samples[name]?.push(await variants[name]());
    }
  }
  return samples as Record<Name, number[]>;
}
