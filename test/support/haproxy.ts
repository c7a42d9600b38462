import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.ts';
import { freePort } from './redis.ts';

const configuration = (port: number, addresses: readonly string[]) => `
defaults
  mode tcp
  timeout connect 1s
  timeout client 1h
  timeout server 1h
frontend clients
  bind 127.0.0.1:${port}
  default_backend servers
backend servers
  balance leastconn
  option redispatch
  retries 3
  default-server check inter 200ms fall 1 rise 1 on-marked-down shutdown-sessions
${addresses.map((address, index) => `  server s${index} ${address}`).join('\n')}
`;

/** One address of loopback in front of several servers; connections go to the one that has the fewest. */
export async function startHaproxy(addresses: readonly string[]) {
  const directory = mkdtempSync(join(tmpdir(), 'haproxy-of-a-test-'));
  const port = await freePort();
  const file = join(directory, 'haproxy.cfg');
  writeFileSync(file, configuration(port, addresses));
  const child = spawn('haproxy', ['-db', '-f', file], { stdio: 'ignore' });
  await eventually(async () => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
  });
  return {
    address: `127.0.0.1:${port}`,
    async dispose() {
      if (child.exitCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      }
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
