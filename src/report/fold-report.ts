import { createReplBoundary } from '../recording/repl-boundary.ts';
import { createRedactor, type Redact } from '../repl/redact.ts';
import type { ReportEvent } from './events.ts';
import { createRunFold } from './fold-run.ts';
import type { Report, Run } from './model.ts';
import { createShower } from './shown-text.ts';

/** Folds events, as they come, into a report. It keeps what a page shows and no more. */
export interface ReportFold {
  add(event: ReportEvent): void;
  finish(cut?: Report['cut']): Report;
}

/** What a scenario begins with: after the end of one, the next one's. */
const beginnings: ReadonlySet<string> = new Set<ReportEvent['type']>([
  'user.added',
  'server.started',
  'scenario.started',
]);

/**
 * @param redact takes secrets out of every text, whoever wrote it
 */
export function createReportFold(redact: Redact = createRedactor([])): ReportFold {
  const shower = createShower(redact);
  const runs: Run[] = [];
  let run: ReturnType<typeof createRunFold> | undefined;
  const beginsRepl = createReplBoundary();

  function endRun(): void {
    if (run) runs.push(run.finish());
    run = undefined;
  }

  return {
    add(event) {
      const isNew = beginsRepl(event);
      const isAgain = !isNew && beginnings.has(event.type) && run?.isTold(event) === true;
      if (isNew || isAgain) endRun();
      // A play that begins anew goes on with its servers.
      run ??= createRunFold(shower, isAgain ? runs.at(-1)?.sources : []);
      run.add(event);
    },
    finish(cut) {
      endRun();
      return { runs, ...(cut && { cut }) };
    },
  };
}
