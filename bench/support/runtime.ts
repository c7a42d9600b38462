import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CopilotClient, RuntimeConnection, type SessionConfig } from '@github/copilot-sdk';
import { byRoom, privateFolderParents } from '../../src/copilot/guard/places.ts';
import { findRuntime } from '../../src/copilot/runtime-path.ts';
import { sessionConfig } from '../../src/copilot/session-config.ts';
import type { UserFiles } from '../../src/files/file-store.ts';
import { createFileTools } from '../../src/files/tools/file-tools.ts';
import { testEnvironment } from '../../test/support/environment.ts';
import type { Model } from './model.ts';

/** A folder for a runtime's home, where the guard puts its own: in memory, if there is room. Gone with this process. */
export interface RuntimeFolder {
  readonly path: string;
  readonly home: string;
  readonly work: string;
}

const made: string[] = [];
process.on('exit', () => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

export function createRuntimeFolder(): RuntimeFolder {
  const [place = '.'] = byRoom(privateFolderParents());
  const path = mkdtempSync(join(place, 'bench-'));
  made.push(path);
  const [home, work] = [join(path, 'home'), join(path, 'work')];
  for (const each of [home, work]) mkdirSync(each);
  return { path, home, work };
}

/** A runtime of its own as the SDK starts it: `stdio` over a pipe, `tcp` over TCP as the SDK does it by itself. */
export async function startRuntime(
  transport: 'stdio' | 'tcp',
  { home, work }: RuntimeFolder,
): Promise<CopilotClient> {
  const path = findRuntime(testEnvironment());
  const client = new CopilotClient({
    connection:
      transport === 'stdio'
        ? RuntimeConnection.forStdio({ path })
        : RuntimeConnection.forTcp({ path }),
    mode: 'empty',
    baseDirectory: home,
    // As our own runtime is started: looking for a login would cost every session some 15 ms.
    useLoggedInUser: false,
    workingDirectory: work,
    env: testEnvironment({ HOME: home, TMPDIR: home, COPILOT_DISABLE_KEYTAR: '1' }),
    logLevel: 'error',
  });
  await client.start();
  return client;
}

/** The configuration of a session like ours, with the tools over these files. */
export function configLikeOurs(
  { baseUrl, apiKey }: Model,
  files: UserFiles,
  { work }: RuntimeFolder,
): SessionConfig {
  const provider = { type: 'openai', wireApi: 'completions', baseUrl, apiKey } as const;
  const source = {
    info: { kind: 'provider', model: 'bench', label: 'bench' } as const,
    session: { model: 'bench', provider },
    close: async () => {},
  };
  const tools = createFileTools(files, { client: 'C1', request: 'R1' });
  return sessionConfig({ source, tools, work, onToolCall: () => {} });
}
