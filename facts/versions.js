import { accessSync, constants } from 'node:fs';

export const name = 'versions';
export const claim =
  'The SDK’s platform package holds the runtime as `prebuilds/<platform>/copilot-runtime`, and the SDK’s `package.json` names its version as `copilotCliVersion`; a running one says the same version.';
export const leansOn = ['src/copilot/runtime-path.ts', 'src/copilot/versions.ts'];

export async function run({ startServer, path, runtime }) {
  accessSync(path, constants.X_OK);
  const server = await startServer({ token: 'token' });
  const client = await server.connect();
  const { version } = await client.getStatus();
  return {
    holds: version === runtime,
    seen: `the package says ${runtime}, the runtime ${version}`,
  };
}
