import { isOutward, type ModelChoice } from '../copilot/model-choice.ts';
import type { ServerOptions } from '../copilot/server.ts';
import type { Backend } from './backend.ts';
import { ReplError } from './errors.ts';
import type { Emit } from './event-stream.ts';
import type { Lease } from './leases.ts';
import type { RecycleLimits } from './recycle-limits.ts';
import type { Redact } from './redact.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';

/** The servers that requests are spread over: most often one. Each is looked after by itself. */
export interface ServerPool {
  /** Settles when the first server answers. Rejects with a CopilotError where none could be had. */
  readonly ready: Promise<void>;
  /**
   * A server for one request: the one that its client is connected to, unless that is gone or has clearly more to do than
   * another. Waits while there is none. @throws CopilotError where there will be none
   */
  acquire(connected?: Backend): Promise<Lease>;
  /** The servers in use, for questions: at least one. @throws CopilotError where there will be none */
  current(): Promise<readonly Backend[]>;
  /**
   * Replaces the servers, or attaches anew; with an address the one that is there, or the only one by that.
   * @throws CopilotError; ReplError `server-unknown` where there are several and none is there
   */
  restart(address?: string): Promise<void>;
  /** Ends the server in use as a crash would. @throws ReplError `server-not-ours` */
  kill(): Promise<void>;
  /** Ends every server and the model source. */
  close(): Promise<void>;
}

/** A client stays where it is connected until another server has so many running requests less. */
const worthMoving = 2;

/** @param attach Addresses of running servers; none: one of our own. */
export function createServerPool(
  options: Omit<ServerOptions, 'attach'>,
  attach: readonly string[],
  choice: ModelChoice,
  limits: RecycleLimits,
  emit: Emit,
  redact: Redact,
): ServerPool {
  // Begun a moment later, so that whoever made this can subscribe first.
  const source = Promise.resolve().then(async () => {
    const { openModelSource } = await import('../copilot/model-source.ts');
    return openModelSource(choice);
  });
  source.catch(() => {});

  const outward = options.outward || isOutward(choice);
  const supervise = (address?: string) =>
    createSupervisor(
      { ...options, outward, ...(address && { attach: address }) },
      source,
      limits,
      emit,
      redact,
    );
  const supervisors = attach.length === 0 ? [supervise()] : attach.map(supervise);
  const ready = firstOf(supervisors.map((each) => each.ready));
  ready.then(
    () => {
      for (const each of supervisors) each.persist();
    },
    () => {},
  );

  const serving = () => supervisors.filter((each) => each.serving());

  /** Requests that were given each; a supervisor counts them only a moment later, when many may have been given it. */
  const given = new Map(supervisors.map((each) => [each, 0]));
  const running = (supervisor: Supervisor) => given.get(supervisor) ?? 0;
  const give = (supervisor: Supervisor, change: 1 | -1) =>
    given.set(supervisor, running(supervisor) + change);

  function choose(connected: Backend | undefined): Supervisor | undefined {
    const [least] = serving().sort(
      (a, b) => running(a) - running(b) || a.sessions() - b.sessions(),
    );
    const present = connected && supervisors.find((each) => each.serving() === connected);
    if (!(present && least)) return least;
    return running(present) - running(least) >= worthMoving ? least : present;
  }

  async function acquireFrom(supervisor: Supervisor): Promise<Lease> {
    give(supervisor, 1);
    let held = true;
    const giveBack = () => {
      if (held) give(supervisor, -1);
      held = false;
    };
    try {
      const lease = await supervisor.acquire();
      return {
        ...lease,
        release() {
          giveBack();
          lease.release();
        },
      };
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  return {
    ready,
    async acquire(connected) {
      await ready;
      for (;;) {
        const chosen = choose(connected);
        if (chosen) return acquireFrom(chosen);
        await firstOf(supervisors.map((each) => each.current()));
      }
    },
    async current() {
      await firstOf(supervisors.map((each) => each.current()));
      return serving().flatMap((each) => each.serving() ?? []);
    },
    async restart(address) {
      const [only] = supervisors;
      if (supervisors.length === 1 && only) return only.restart(address);
      const at = attach.indexOf(address ?? '');
      if (address !== undefined && at === -1)
        throw new ReplError(
          'server-unknown',
          `there is no server ${address}`,
          `Known: ${attach.join(', ')}.`,
        );
      const chosen = supervisors.filter((_, index) => address === undefined || index === at);
      await Promise.all(chosen.map((each) => each.restart()));
    },
    async kill() {
      await supervisors[0]?.kill();
    },
    async close() {
      await Promise.all(supervisors.map((each) => each.close()));
      await source.then(
        ({ close }) => close(),
        () => {},
      );
    },
  };
}

/** Settles as the first that is fulfilled; rejects as the first one where none is. */
async function firstOf(promises: readonly Promise<unknown>[]): Promise<void> {
  try {
    await Promise.any(promises);
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error;
  }
}
