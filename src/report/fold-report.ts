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

/** What a REPL or a scenario begins with: after the end of one, the next one's. */
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
  /** Servers that run; a REPL has ended when the last of them has. */
  let servers = 0;
  let over = false;

  function endRun(): void {
    if (run) runs.push(run.finish());
    run = undefined;
    servers = 0;
    over = false;
  }

  const isNext = (event: ReportEvent): boolean =>
    beginnings.has(event.type) && (over || (run?.isTold(event) ?? false));

  return {
    add(event) {
      if (isNext(event)) endRun();
      run ??= createRunFold(shower);
      run.add(event);
      if (event.type === 'server.started') servers++;
      if (event.type === 'server.lost') servers--;
      if (event.type === 'server.ended') {
        servers--;
        over = servers <= 0;
      }
    },
    finish(cut) {
      endRun();
      return { runs, ...(cut && { cut }) };
    },
  };
}
