/*
 * A process of its own, with clients that each add one to files, again and again, on the revision that they read.
 * Arguments: the URL of Redis, the prefix, the name of this REPL, how many clients, how often each. Prints how many
 * conflicts there were.
 */
import { createRedisStore } from '../../src/files/redis/redis-store.ts';

const [url = '', prefix = '', origin = '', clients = '', times = ''] = process.argv.slice(2);
const store = createRedisStore({ url, prefix, origin });
const files = store.forUser('alice');
const paths = 100;
let conflicts = 0;

async function addOne(client: string, path: string): Promise<void> {
  for (;;) {
    const { content, revision } = await files
      .read(path)
      .catch(() => ({ content: '0', revision: 0 }));
    try {
      const next = `${Number(content) + 1}`;
      await files.write(path, next, { client }, { ifRevision: revision });
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'revision-conflict') throw error;
      conflicts++;
    }
  }
}

async function run(client: number): Promise<void> {
  for (let i = 0; i < Number(times); i++)
    await addOne(`C${client}`, `counters/${(client * 7 + i) % paths}`);
}

await Promise.all(Array.from({ length: Number(clients) }, (_, i) => run(i)));
await store.close();
process.stdout.write(`${conflicts}\n`);
