import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { onSharedServer, sharedServer } from '../support/shared-server.ts';
import { startHarness } from './harness.ts';

/* What a request costs in things that are the same on every machine: a change that adds one has to say so here. */

/** The methods of the calls in a stream of JSON-RPC, in their order. */
function methodsIn(stream: string): readonly string[] {
  return [...stream.matchAll(/"method":"([\w.]+)"/g)].map(([, method = '']) => method);
}

/** Goes between, and keeps what each connection says. */
async function startWiretap(address: string) {
  const [host, port] = address.split(':');
  const connections: { sent: string; received: string }[] = [];
  const sockets: Socket[] = [];
  const tap = createServer((client) => {
    const heard = { sent: '', received: '' };
    connections.push(heard);
    const server = connect(Number(port), host);
    sockets.push(client, server);
    for (const each of [client, server]) each.setNoDelay(true).on('error', () => {});
    client.on('data', (data) => {
      heard.sent += data;
      server.write(data);
    });
    server.on('data', (data) => {
      heard.received += data;
      client.write(data);
    });
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => tap.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(tap.address() as AddressInfo).port}`,
    connections,
    close() {
      for (const socket of sockets) socket.destroy();
      tap.close();
    },
  };
}

it('makes no more calls and tells no more events for a request than it did', async () => {
  const tap = await startWiretap((await sharedServer()).address);
  onTestFinished(() => tap.close());
  const harness = await startHarness(() => ({ text: 'Hello' }), {
    server: await onSharedServer(tap.address),
  });
  onTestFinished(() => harness.close());
  const ask = () => harness.execute({ type: 'as', user: 'alice', client: 'C1', text: 'Say hello' });
  await ask();
  // The first connection is for questions; the second is the client's.
  const heard = tap.connections.at(-1);
  expect(tap.connections).toHaveLength(2);
  const [sentBefore, eventsBefore] = [heard?.sent.length ?? 0, harness.events.length];
  await ask();
  const calls = methodsIn(heard?.sent.slice(sentBefore) ?? '');
  // The last two ask at once whether it is gone.
  expect([...calls.slice(0, 5), ...calls.slice(5).sort()]).toEqual([
    'session.create',
    'session.options.update',
    'session.send',
    'session.detach',
    'session.delete',
    'session.getMetadata',
    'session.mode.get',
  ]);

  const told = harness.events.slice(eventsBefore).map(({ type }) => type);
  // What it used is told beside its last words, before or after them.
  expect(told.filter((type) => type === 'usage')).toHaveLength(1);
  expect(told.filter((type) => type !== 'usage')).toEqual([
    'request.submitted',
    'session.created',
    'answer.delta',
    'answer.completed',
    'session.destroyed',
    'session.confirmed-gone',
    'request.completed',
  ]);
});
