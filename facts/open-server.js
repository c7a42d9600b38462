import { readFileSync } from 'node:fs';

export const name = 'open-server';
export const claim =
  'A headless server says `"listening on port …"` on its standard output; it listens on 127.0.0.1 unless `--host` says otherwise, and without `COPILOT_CONNECTION_TOKEN` accepts everyone who brings no token.';
export const leansOn = [
  'src/copilot/guard/main.ts',
  'src/copilot/guard/runtime-process.ts',
  'src/copilot/server.ts',
];
export const report = {
  title: 'A headless server that is started without a token accepts every process of the machine',
  expected: 'It refuses to start, as long as it is not told that it may be open.',
  instead: 'It starts its server with a random token, always.',
};

const start = (client) =>
  client.start().then(
    () => 'accepted',
    ({ message }) => message,
  );

/** The addresses at which something listens on a TCP port, as Linux writes them. */
function listening(port) {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => state === '0A' && local.endsWith(`:${hex}`))
      .map(([, local]) => local.split(':')[0]),
  );
}

export async function run({ startServer }) {
  const server = await startServer();
  const wide = await startServer({ token: 'a', options: ['--host', '0.0.0.0'] });
  const [without, withAny] = [await start(server.client()), await start(server.client('any'))];
  const [near, far] = [listening(server.port), listening(wide.port)];
  return {
    holds: without === 'accepted' && `${near}` === '0100007F' && `${far}` === '00000000',
    seen: `without a token: ${without}, with any: ${withAny}; listens on ${near}, with --host 0.0.0.0 on ${far}`,
  };
}
