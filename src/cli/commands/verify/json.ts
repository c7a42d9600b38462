import { jsonLine } from '../../../recording/json-line.ts';
import type { Io } from '../../io.ts';
import { expectationsOf, type Reporter } from './reporter.ts';

/** Every event a line; after each that tells of checks, a line for each check. */
export function reportJson({ stdout }: Pick<Io, 'stdout'>): Reporter {
  return {
    heard(event) {
      stdout.write(jsonLine(event));
      const of = 'scenario' in event ? { scenario: event.scenario } : {};
      const step = 'step' in event ? { step: event.step } : {};
      for (const { check, passed, seen } of expectationsOf(event)) {
        const type = passed ? 'check.passed' : 'check.failed';
        stdout.write(jsonLine({ type, ...of, ...step, check, seen, time: event.time }));
      }
    },
  };
}
