/** What was checked, as a sentence that is true if it passed; raw text. */
export interface PlayCheck {
  readonly check: string;
  readonly passed: boolean;
  /** What was seen instead. */
  readonly seen: string;
}

/** Where in a play one is. Its texts are raw. */
export interface PlayView {
  readonly title: string;
  readonly steps: number;
  readonly phase: 'waiting' | 'typing' | 'running' | 'moving' | 'ending' | 'ended';
  readonly run: number;
  /** From 0 on; as large as `steps` when all are done. */
  readonly step: number;
  /** What this step does, in one line. */
  readonly does: string;
  readonly auto: boolean;
  readonly paused: boolean;
  /** The prompt line is the operator's. */
  readonly unlocked: boolean;
  readonly narration: string;
  /** By client: what is typed so far. */
  readonly drafts: Readonly<Record<string, string>>;
  /** By step. */
  readonly results: ReadonlyMap<number, readonly PlayCheck[]>;
  /** The standing rules, once they were checked. */
  readonly rules: readonly PlayCheck[];
  /** The step that failed just now. */
  readonly failed?: number;
  readonly problem?: string;
}

/** A play as it is drawn. */
export interface ShownPlay extends PlayView {
  readonly presenter: boolean;
}

export const playCommands = ['step', 'pause', 'auto', 'back', 'again', 'unlock'] as const;
export type PlayCommand = (typeof playCommands)[number];

/** A scenario that is played: keys go to it, and it tells where it is. */
export interface Play {
  act(command: PlayCommand): void;
  view(): PlayView;
  /** Told whenever the view is another. Returns what ends that. */
  onMove(listener: (view: PlayView) => void): () => void;
  /** It is before an audience: marks are large, and keys do nothing but lead through it until it is unlocked. */
  readonly presenter: boolean;
}

/** How many checks held, and how many did not. */
export function playCounts({ results, rules }: Pick<PlayView, 'results' | 'rules'>) {
  const checks = [...[...results.values()].flat(), ...rules];
  const passed = checks.filter((each) => each.passed).length;
  return { passed, failed: checks.length - passed };
}

/** What it does now, or waits for. */
export function playStatus({ phase, auto, paused, unlocked }: PlayView): string {
  if (unlocked) return 'unlocked';
  if (paused) return 'paused';
  switch (phase) {
    case 'waiting':
      return auto ? 'goes on by itself' : 'waits for Space';
    case 'typing':
      return 'typing';
    case 'running':
      return 'running';
    case 'moving':
      return 'going back';
    case 'ending':
      return 'checking the rules';
    case 'ended':
      return 'at the end';
  }
}

/** What did not hold just now: of the step before, or of the rules at the end. */
export function playFailure({ failed, results, rules, problem }: PlayView): string | undefined {
  if (problem !== undefined) return problem;
  const of = (checks: readonly PlayCheck[]) => {
    const [first, ...others] = checks.filter(({ passed }) => !passed);
    if (!first) return undefined;
    const seen = first.seen === '' ? '' : `: ${first.seen}`;
    return `${first.check}${seen}${others.length > 0 ? ` (and ${others.length} more)` : ''}`;
  };
  const ofRules = of(rules);
  if (ofRules !== undefined) return `the rules: ${ofRules}`;
  const ofStep = failed === undefined ? undefined : of(results.get(failed) ?? []);
  return ofStep && `step ${(failed ?? 0) + 1}: ${ofStep}`;
}

/** What is said where nothing is played. */
export const playNeeded = (command: string): string =>
  `/${command} is for a play: multiuser-repl play <scenario> shows one`;
