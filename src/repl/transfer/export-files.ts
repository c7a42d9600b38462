import type { UserFiles } from '../../files/file-store.ts';
import type { HostTarget } from './host-files.ts';
import type { Report } from './transfer.ts';

/** Writes a user's files to a folder of the host's. A file that can't be written is left out, and the next one follows. */
export async function exportFiles(
  files: UserFiles,
  target: HostTarget,
  overwrite: boolean,
  signal: AbortSignal,
  report: Report,
): Promise<void> {
  for (const { path } of await files.list()) {
    if (signal.aborted) return;
    try {
      const { content, size, revision } = await files.read(path);
      const written = await target.write(path, content, overwrite);
      report.exported({ path, size, revision, ...written });
    } catch (error) {
      report.skipped(path, error);
    }
  }
}
