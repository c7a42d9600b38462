import { statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createSecretFinder, withoutSecrets } from '../../recording/secrets.ts';
import type { ReportEvent } from '../../report/events.ts';
import type { ReportFold } from '../../report/fold-report.ts';
import type { Report } from '../../report/model.ts';
import { safeLine } from '../../screen/safe-text.ts';
import { OutputFailed, UsageError } from '../errors.ts';
import { type Io, say } from '../io.ts';
import type { Flags } from '../options/options.ts';
import { recordedSecrets } from '../recording/flags.ts';
import { programVersion } from '../version.ts';
import { refuseToReplace } from './replaced-file.ts';

/** Where what happens is gathered, and written as a page at the end. */
export interface ReportFile {
  add(event: ReportEvent): void;
  /** Writes what there is, also of a run that was interrupted; nothing where nothing happened. @throws OutputFailed */
  write(): void;
}

const noReport: ReportFile = { add() {}, write() {} };

/** Makes a report of events whose texts lose what the environment, or one of `urls`, keeps secret. */
export async function createReport(
  { environment, secrets: taken = [] }: Pick<Io, 'environment' | 'secrets'>,
  urls: readonly (string | undefined)[] = [],
): Promise<ReportFold> {
  const { createReportFold } = await import('../../report/fold-report.ts');
  const secrets = createSecretFinder(recordedSecrets(environment, { secrets: taken }, urls));
  return createReportFold((text) => withoutSecrets(text, secrets));
}

/** The page that shows it. */
export async function reportPage(report: Report): Promise<string> {
  const { renderReport } = await import('../../report/page/page.ts');
  return renderReport(report, { generated: new Date(), program: programVersion });
}

/** @throws UsageError where a file can't be there: better told before a long run than after it */
export function checkReportFile(file: string): void {
  const folder = dirname(file);
  const isFolder = (path: string) =>
    statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isFolder(file))
    throw new UsageError(`${safeLine(file)} is a folder: name a file for the report`);
  if (!isFolder(folder)) {
    throw new UsageError(`there is no folder ${safeLine(folder)} for the report: make it first`);
  }
  refuseToReplace(file, '<!doctype html>');
}

/** @throws OutputFailed */
export function writeReportFile(file: string, page: string): void {
  try {
    writeFileSync(file, page);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new OutputFailed(`the report can not be written: ${why}`);
  }
}

/** @throws UsageError where it can't be written where it is wanted */
export async function openReportFile(
  { report: file, store, providerUrl }: Pick<Flags, 'report' | 'store' | 'providerUrl'>,
  io: Pick<Io, 'environment' | 'secrets' | 'stderr'>,
): Promise<ReportFile> {
  if (file === undefined) return noReport;
  checkReportFile(file);
  // Loaded now: a program that is interrupted has no time to.
  const { renderReport } = await import('../../report/page/page.ts');
  const fold = await createReport(io, [store, providerUrl]);
  let empty = true;
  return {
    add(event) {
      empty = false;
      fold.add(event);
    },
    write() {
      if (empty) return;
      const facts = { generated: new Date(), program: programVersion };
      writeReportFile(file, renderReport(fold.finish(), facts));
      say(io, `report: ${safeLine(file)}`);
    },
  };
}
