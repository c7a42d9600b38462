import { resolve } from 'node:path';
import { readRecording } from '../../../recording/read-recording.ts';
import { safeLine } from '../../../screen/safe-text.ts';
import { UsageError } from '../../errors.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { type Io, say } from '../../io.ts';
import {
  checkReportFile,
  createReport,
  reportPage,
  writeReportFile,
} from '../../output/report-file.ts';

export interface ReportCommandFlags {
  readonly output?: string;
}

/**
 * Makes a page of a recording: in the file that was named, otherwise on standard output.
 * @throws RecordingError, UsageError, OutputFailed
 */
export async function runReport(
  recording: string,
  { output }: ReportCommandFlags,
  io: Io,
): Promise<ExitCode> {
  if (output !== undefined) {
    if (resolve(output) === resolve(recording)) {
      throw new UsageError('the page would take the place of the recording: name another file');
    }
    checkReportFile(output);
  } else if (io.stdout.isTTY) {
    throw new UsageError('a page is nothing for a terminal: name a file with -o report.html');
  }
  const { events, end } = await readRecording(recording);
  const report = await createReport(io);
  for (const event of events) report.add(event);
  const cut = end === undefined ? 'killed' : end.reason === 'limit' ? 'limit' : undefined;
  const page = await reportPage(report.finish(cut));
  if (output === undefined) io.stdout.write(page);
  else {
    writeReportFile(output, page);
    say(io, `report: ${safeLine(output)}`);
  }
  return exitCodes.done;
}
