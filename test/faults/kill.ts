import { expect, vi } from 'vitest';
import { runBuiltProgram } from '../cli/built-program.ts';
import { killBoth } from './batch-program.ts';
import { type InPhase, type PhaseName, startUntil } from './phases.ts';
import { openPrivateDisks, type PrivateDisks } from './private-disks.ts';

/** How long anything of a killed program may stay, in ms. */
const patience = 5_000;

export const expectNothingLeft = (disks: PrivateDisks): Promise<void> =>
  vi.waitFor(
    () => {
      const left = { processes: disks.processes(), folders: disks.left() };
      expect(left).toEqual({ processes: [], folders: [] });
    },
    { timeout: patience, interval: 20 },
  );

async function inPhase(
  name: PhaseName,
  use: (disks: PrivateDisks, phase: InPhase) => Promise<void>,
): Promise<boolean> {
  const disks = await openPrivateDisks();
  let phase: InPhase | undefined;
  try {
    phase = await startUntil(name, disks);
    await use(disks, phase);
    return phase.isIn();
  } finally {
    await disks.close();
    await phase?.model.close();
  }
}

/**
 * Kills the program with SIGKILL in this phase, and expects nothing of it to be left. Resolves to whether the phase was
 * really on: the shortest ones may be over before the signal has come.
 */
export const killInPhase = (name: PhaseName): Promise<boolean> =>
  inPhase(name, async (disks, { run }) => {
    run.child.kill('SIGKILL');
    expect(await run.ended).toEqual({ code: null, signal: 'SIGKILL' });
    await expectNothingLeft(disks);
  });

/** Kills the program and its guard in this phase, and expects `doctor --clean` to remove all that they left. */
export const killBothInPhase = (name: PhaseName): Promise<boolean> =>
  inPhase(name, async (disks, { run }) => {
    await killBoth(run);
    expect(disks.left()).toHaveLength(1);
    const { through, environment } = disks;
    const cleaned = await runBuiltProgram(['doctor', '--clean'], {
      input: '',
      through,
      environment,
    });
    expect(cleaned).toMatchObject({ code: 0, stdout: expect.stringContaining('removed') });
    await expectNothingLeft(disks);
  });
