import { type CheckResult, checkText, type PlayCommand, type PlayView } from '../../repl/play.ts';

/** A play as it is drawn. */
export interface ShownPlay extends PlayView {
  readonly presenter: boolean;
}

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
  const of = (checks: readonly CheckResult[]) => {
    const [first, ...others] = checks.filter(({ passed }) => !passed);
    if (!first) return undefined;
    return `${checkText(first)}${others.length > 0 ? ` (and ${others.length} more)` : ''}`;
  };
  const ofRules = of(rules);
  if (ofRules !== undefined) return `the rules: ${ofRules}`;
  const ofStep = failed === undefined ? undefined : of(results.get(failed) ?? []);
  return ofStep && `step ${(failed ?? 0) + 1}: ${ofStep}`;
}

/** What is said where nothing is played. */
export const playNeeded = (command: string): string =>
  `/${command} is for a play: multiuser-repl play <scenario> shows one`;
