import { expect, it } from 'vitest';
import { killBothInPhase, killInPhase } from './kill.ts';
import { phaseNames } from './phases.ts';
import { withPrivateDisks } from './private-disks.ts';

/** Some phases take a few milliseconds; one that is seldom met would prove little. */
async function often(rounds: number, kill: () => Promise<boolean>): Promise<void> {
  let met = 0;
  for (let round = 0; round < rounds; round++) if (await kill()) met++;
  expect(met).toBeGreaterThan(rounds / 2);
}

withPrivateDisks.describe('the program, killed 20 times in each phase of a request', () => {
  it.each(phaseNames)('leaves no process and no folder: when %s', async (phase) => {
    await often(20, () => killInPhase(phase));
  });
});

withPrivateDisks.describe('the program and its guard, killed 5 times in each phase', () => {
  it.each(phaseNames)('leave what "doctor --clean" removes: when %s', async (phase) => {
    await often(5, () => killBothInPhase(phase));
  });
});
