// Tries one fact, in a process and a process group of its own: whoever started it ends the whole group when it has said
// what came of it, whatever the fact did to its runtimes.
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { startGithub } from './github.js';
import { startModel } from './model.js';
import { createStarter } from './runtime.js';
import { sdkUrl } from './target.js';

let everything;
// Whoever started this was killed: nobody else would end the group now, and remove what lies there.
process.on('disconnect', () => {
  if (everything) rmSync(everything, { recursive: true, force: true, maxRetries: 5 });
  process.kill(0, 'SIGKILL');
});

process.once('message', async ({ name, target, folder, quick }) => {
  everything = dirname(folder);
  const stops = [];
  const kept =
    (start) =>
    async (...options) => {
      const started = await start(...options);
      stops.push(started.stop);
      return started;
    };
  let starter;
  try {
    const { run } = await import(`../${name}.js`);
    const sdk = await import(sdkUrl(target.modules));
    starter = createStarter({ ...target, sdk, folder });
    const { kind, runtime, modules } = target;
    const context = {
      ...{ ...starter, sdk, sdkUrl: sdkUrl(modules), folder, quick, kind, runtime },
      startModel: kept(startModel),
      startGithub: kept(startGithub),
    };
    process.send({ ...(await run(context)) });
  } catch (error) {
    process.send({ failed: error?.message ?? String(error), stack: error?.stack });
  }
  await starter?.stopAll();
  for (const stop of stops) stop();
  process.send({ ended: true });
});
