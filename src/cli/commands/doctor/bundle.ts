import { writeFileSync } from 'node:fs';
import { homedir, release } from 'node:os';
import { installedVersions } from '../../../copilot/versions.ts';
import { createRedactor } from '../../../repl/redact.ts';
import { safeLine } from '../../../screen/safe-text.ts';
import { UsageError } from '../../errors.ts';
import { environmentSecrets } from '../../heart/environment-secrets.ts';
import type { Io } from '../../io.ts';
import { programVersion } from '../../version.ts';
import type { Finding } from './finding.ts';

/** What may explain how the program behaves here; of those that may hold more than a word only that they are set. */
const shown = ['TERM', 'COLORTERM', 'NO_COLOR', 'FORCE_COLOR', 'LANG', 'LC_ALL', 'CI'];
const named = /^(?:COPILOT_|MULTIUSER_REPL_|OTEL_|XDG_|GH_TOKEN$|GITHUB_TOKEN$|HTTPS?_PROXY$)/i;

/** All of it, as text: one JSON document. */
export function bundleText(findings: readonly Finding[], io: Io): string {
  const { environment, secrets = [] } = io;
  const redact = createRedactor([...environmentSecrets(environment), ...secrets]);
  const home = environment.HOME || homedir();
  const quiet = (text: string) => redact(home === '/' ? text : text.replaceAll(home, '~'));
  const set = Object.keys(environment).filter((name) => environment[name]);
  const bundle = {
    program: programVersion,
    ...installedVersions(),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch} ${release()}`,
    environment: Object.fromEntries(
      shown.flatMap((name) => (environment[name] ? [[name, quiet(environment[name])]] : [])),
    ),
    set: set.filter((name) => named.test(name)).sort(),
    findings: findings.map(({ what, found, wrong }) => ({
      what,
      found: quiet(found),
      ok: !wrong,
    })),
  };
  return `${JSON.stringify(bundle, undefined, 2)}\n`;
}

/** Writes it to a new file that nobody else can read. @throws UsageError where that can't be made */
export function writeBundle(path: string, findings: readonly Finding[], io: Io): void {
  try {
    writeFileSync(path, bundleText(findings, io), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? 'is there already' : `can not be written (${code})`;
    throw new UsageError(`--bundle ${safeLine(path)} ${why}`);
  }
}
