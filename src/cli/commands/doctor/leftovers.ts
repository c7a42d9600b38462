import { setTimeout } from 'node:timers/promises';
import { type FoundFolder, findFolders } from '../../../copilot/guard/abandoned-folders.ts';
import { folderSize } from '../../../copilot/guard/folder-size.ts';
import { type ProcessIdentity, stateOf } from '../../../copilot/guard/process-identity.ts';
import { bytesText } from '../../../screen/bytes-text.ts';
import type { Finding } from './finding.ts';

type Abandoned = Extract<FoundFolder, { state: 'abandoned' }>;

const what = 'leftovers';

const sized = (path: string) => `${path} (${bytesText(folderSize(path))})`;

/** A line for each thing: `tell` says it of what was abandoned, the rest stays and is told here. */
async function tellEach(tell: (folder: Abandoned) => Promise<Finding[]>): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const folder of findFolders()) {
    if (folder.state === 'abandoned') findings.push(...(await tell(folder)));
    if (folder.state === 'unclear') {
      const advice = 'If nothing uses it, remove it by hand.';
      findings.push({
        what,
        found: `${sized(folder.path)}: left alone because ${folder.why}. ${advice}`,
      });
    }
  }
  return findings.length > 0 ? findings : [{ what, found: 'none' }];
}

const processText = ({ pid }: ProcessIdentity, { path }: Abandoned) =>
  `process ${pid}, the server of ${path}`;

/** What killed programs of ours have left here. Changes nothing. */
export const findLeftovers = (): Promise<Finding[]> =>
  tellEach(async (folder) => {
    const { path, runtime } = folder;
    const advice = '"multiuser-repl doctor --clean" removes it.';
    return [
      ...(runtime
        ? [{ what, found: `${processText(runtime, folder)}: still runs`, wrong: true }]
        : []),
      { what, found: `${sized(path)}: abandoned. ${advice}`, wrong: true },
    ];
  });

/** How long a killed process may take to be gone, in ms. */
const patience = 2_000;

async function hasEnded(identity: ProcessIdentity): Promise<boolean> {
  const deadline = performance.now() + patience;
  while (stateOf(identity) === 'alive') {
    if (performance.now() > deadline) return false;
    await setTimeout(20);
  }
  return true;
}

/** Ends and removes what killed programs of ours have left here, and says what was done with each thing. */
export const cleanLeftovers = (): Promise<Finding[]> =>
  tellEach(async (folder) => {
    const { path, runtime, remove } = folder;
    const findings: Finding[] = [];
    const text = sized(path);
    try {
      remove();
      findings.push({ what, found: `${text}: removed` });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      findings.push({ what, found: `${text}: could not be removed: ${reason}`, wrong: true });
    }
    if (runtime) {
      const ended = await hasEnded(runtime);
      const fate = ended ? 'ended' : 'could not be ended';
      findings.unshift({ what, found: `${processText(runtime, folder)}: ${fate}`, wrong: !ended });
    }
    return findings;
  });
