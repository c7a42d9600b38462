import { createRedactor, type Redact } from '../repl/redact.ts';
import type { ReportEvent } from './events.ts';
import { createRunFold } from './fold-run.ts';
import type { Report, Run } from './model.ts';
import { createShower } from './shown-text.ts';

/** Folds events, as they come, into a report. It keeps what a page shows and no more. */
export interface ReportFold {
  add(event: ReportEvent): void;
  /** What comes from here on is another run's. Told by events too, but for a REPL that ends without its server. */
  endRun(): void;
  finish(cut?: Report['cut']): Report;
}

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

  /** What comes after a REPL's end is the next one's, but for what a scenario has to say of that end. */
  const isNext = ({ type }: ReportEvent): boolean =>
    (over && !/^(?:step|check|scenario\.ended)/.test(type)) ||
    (type === 'scenario.started' && run?.scenario() !== undefined);

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
    endRun,
    finish(cut) {
      endRun();
      return { runs, ...(cut && { cut }) };
    },
  };
}
