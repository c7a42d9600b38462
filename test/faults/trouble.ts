import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { isGuard, isRuntime } from '../support/memory.ts';
import { descendants, environmentOf, processesWith } from '../support/processes.ts';
import type { Heart } from './heart.ts';

/** What can be done to the server from outside. */
const kinds = [
  'runtime killed',
  'runtime frozen',
  'guard killed',
  'guard frozen',
  'restarted',
] as const;
type Kind = (typeof kinds)[number];

/** Makes trouble for the server of a heart in this process, at random. */
export interface Trouble {
  /** Does the next thing, if that is due and does not make the heart give the server up. */
  cause(): void;
  /** What was done, and how often. */
  readonly counts: ReadonlyMap<string, number>;
  /** How long it took until each loss was noticed, and from then until a server was there again, in ms. */
  readonly noticed: readonly number[];
  readonly restored: readonly number[];
  /** The folders of all servers that there were: those that are there still, or have a runtime that runs. */
  left(): readonly string[];
}

/** The heart gives up at the sixth loss within a minute; a stalled machine must not make one of ours two. */
const losses = { most: 4, within: 60_000 };

/** Between two troubles, in ms. */
const pause = { least: 3_000, most: 15_000 };

export function createTrouble(heart: Heart, random: () => number): Trouble {
  const counts = new Map<Kind, number>();
  const noticed: number[] = [];
  const restored: number[] = [];
  const folders = new Set<string>();
  let lostAt: readonly number[] = [];
  let lostSince: number | undefined;
  let due = 0;

  function note(): void {
    for (const { pid } of descendants(process.pid).filter(isRuntime)) {
      const { COPILOT_HOME: home } = environmentOf(pid);
      if (home) folders.add(dirname(home));
    }
  }
  note();

  heart.subscribe(({ type }) => {
    const now = performance.now();
    if (type === 'server.started') {
      note();
      if (lostSince !== undefined) restored.push(now - lostSince);
      lostSince = undefined;
    }
    if (type === 'server.lost' && lostSince === undefined) {
      lostSince = now;
      noticed.push(now - (lostAt.at(-1) ?? now));
    }
  });

  function signal(which: typeof isGuard, name: NodeJS.Signals): boolean {
    const found = descendants(process.pid).filter(which).at(-1);
    if (!found) return false;
    process.kill(found.pid, name);
    return true;
  }

  function afflict(kind: Kind): boolean {
    switch (kind) {
      case 'runtime killed':
        return signal(isRuntime, 'SIGKILL');
      case 'runtime frozen':
        return signal(isRuntime, 'SIGSTOP');
      case 'guard killed':
        return signal(isGuard, 'SIGKILL');
      case 'guard frozen':
        return signal(isGuard, 'SIGSTOP');
      case 'restarted':
        // It fails where the server is being lost in the same moment, and then that is seen to.
        heart.execute({ type: 'restart' }).catch(() => {});
        return true;
    }
  }

  return {
    cause() {
      const now = performance.now();
      if (now < due) return;
      due = now + pause.least + random() * (pause.most - pause.least);
      lostAt = lostAt.filter((time) => now - time < losses.within);
      const kind = kinds[Math.floor(random() * kinds.length)] ?? 'restarted';
      // A frozen guard is missed only when it is to end its server.
      const loses = kind !== 'restarted' && kind !== 'guard frozen';
      if (loses && lostAt.length >= losses.most) return;
      if (!afflict(kind)) return;
      if (loses) lostAt = [...lostAt, now];
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    },
    counts,
    noticed,
    restored,
    left: () =>
      [...folders].filter((folder) => existsSync(folder) || processesWith(folder).length > 0),
  };
}
