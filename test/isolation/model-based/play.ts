import type { Scheduler } from 'fast-check';
import { FilesError } from '../../../src/files/errors.ts';
import type { FileChange } from '../../../src/files/file-store.ts';
import type { FileLimits } from '../../../src/files/limits.ts';
import { type CallOutcome, createTestClient } from './client.ts';
import type { Step } from './operations.ts';
import { createPicture, createWorld, differences, type WorldUser } from './world.ts';

export interface Setting {
  readonly limits: FileLimits;
  /** Empty files that each user begins with. */
  readonly begin: readonly string[];
  /** Sizes of what is written, beside those near a limit. */
  readonly bytes: readonly number[];
}

/** Counted over all plays. */
export interface Figures {
  operations: number;
  /** Operations that began while one of another client was under way. */
  overlapping: number;
  leaks: number;
  /** How often each refusal was met, by its code. */
  readonly refused: Map<string, number>;
}

/** The names of users, the first one's first client first, then the second one's, and round again. */
export interface Cast {
  readonly users: readonly string[];
  readonly clientsPerUser: number;
}

const told = ({ user, path, operation, size, revision, writer, author }: FileChange) =>
  JSON.stringify([user, operation, path, size, revision, writer, author]);

/**
 * Lets all clients do their steps, each its own in order and all of them at once, in turns that the scheduler draws.
 * After every call: the files of all users, the changes told, and the answer are what the reference says.
 * @throws at the first difference
 */
export async function play(
  { users: names, clientsPerUser }: Cast,
  steps: readonly Step[],
  { limits, begin }: Setting,
  scheduler: Scheduler,
  figures: Figures,
): Promise<void> {
  const world = createWorld(names, limits);
  const picture = createPicture();
  let failed = false;
  let failure: unknown;
  let underWay = 0;

  async function verify(expected: readonly FileChange[]): Promise<void> {
    const changes = world.changes.splice(0);
    const [were, must] = [changes, expected].map((each) => each.map(told).join('\n'));
    if (were !== must) throw new Error(`was told:\n${were}\nand must have been:\n${must}`);
    for (const change of changes) picture.fold(change);
    const problems = [...(await differences(world)), ...picture.differences(world)];
    if (problems.length > 0) throw new Error(problems.join('\n'));
  }

  /** Calls when the scheduler says so; nobody else calls until the outcome is verified. */
  function takeTurn<Result>(
    label: string,
    call: () => Promise<Result>,
    settle: (outcome: CallOutcome) => readonly FileChange[],
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      const builder = async () => {
        const result = call();
        try {
          await verify(settle(await outcomeOf(result)));
        } catch (error) {
          failure ??= error;
          failed = true;
        }
        result.then(resolve, reject);
      };
      scheduler.scheduleSequence([{ builder, label }]);
    });
  }

  async function outcomeOf(result: Promise<unknown>): Promise<CallOutcome> {
    try {
      return { ok: true, value: await result };
    } catch (error) {
      if (!(error instanceof FilesError)) throw error;
      figures.refused.set(error.code, (figures.refused.get(error.code) ?? 0) + 1);
      return { ok: false };
    }
  }

  async function work(user: WorldUser, id: string, own: readonly Step[]): Promise<void> {
    const client = createTestClient({ world, user, id, limits, figures, takeTurn });
    for (const { operation } of own) {
      if (failed) return;
      figures.operations += 1;
      if (underWay > 0) figures.overlapping += 1;
      underWay += 1;
      await client.perform(operation);
      underWay -= 1;
    }
  }

  for (const { name, reference } of world.users) {
    for (const path of begin) {
      await world.store.forUser(name).write(path, '', { client: 'operator' });
      reference.write(path, '', 'operator', 1);
    }
  }
  for (const change of world.changes.splice(0)) picture.fold(change);

  const clients = names.length * clientsPerUser;
  const all = Array.from({ length: clients }, (_, index) => {
    const user = world.users[index % names.length];
    const own = steps.filter((step) => step.client % clients === index);
    return user && work(user, `C${index + 1}`, own);
  });
  await scheduler.waitFor(Promise.all(all));
  if (failed) throw failure;
}
