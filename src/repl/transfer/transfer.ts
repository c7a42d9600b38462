import { reportError } from '../errors.ts';
import type { Emit } from '../event-stream.ts';
import type { OfTransfer, ReportedError, TransferredFile } from '../events.ts';

/** Where one import or export tells what became of each file. */
export interface Report {
  imported(file: TransferredFile): void;
  exported(file: TransferredFile & { readonly replaced: boolean }): void;
  /** @throws the error itself where every file to come would meet it too */
  skipped(path: string, error: unknown): void;
}

/** What no other file will fare better with. */
const ends: readonly string[] = ['store-unavailable', 'host-full'];

const interrupted: ReportedError = {
  code: 'interrupted',
  message: 'it was interrupted before all files were seen',
};

/** Runs an import or export between its first event and its last. What goes wrong ends it, and is told. Never rejects. */
export async function runTransfer(
  of: OfTransfer,
  host: string,
  emit: Emit,
  signal: AbortSignal,
  run: (report: Report) => Promise<void>,
): Promise<void> {
  let files = 0;
  let bytes = 0;
  let skipped = 0;
  const count = ({ size }: TransferredFile) => {
    files++;
    bytes += size;
  };
  const report: Report = {
    imported(file) {
      count(file);
      emit({ type: 'file.imported', ...of, ...file });
    },
    exported(file) {
      count(file);
      emit({ type: 'file.exported', ...of, ...file });
    },
    skipped(path, reason) {
      const error = reportError(reason);
      if (ends.includes(error.code)) throw reason;
      skipped++;
      emit({ type: 'file.skipped', ...of, path, error });
    },
  };
  emit({ type: 'transfer.started', ...of, host });
  const failure = await run(report).then(
    () => undefined,
    (error: unknown) => reportError(error),
  );
  const stopped = signal.aborted ? interrupted : failure;
  const end = { host, files, bytes, skipped, ...(stopped && { stopped }) };
  emit({ type: 'transfer.completed', ...of, ...end });
}
