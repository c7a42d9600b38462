import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { runProgram } from './run-program.ts';

it('where something else answers, or nothing is said, that is exit code 3, with why', async () => {
  const others = [
    (socket: Socket) => socket.resume(),
    (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  ].map(async (answer) => {
    const server = createServer((socket) => answer(socket.on('error', () => {})));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await runProgram(['--server', `127.0.0.1:${port}`, '-p', 'hi']);
    server.close();
    expect(code).toBe(3);
    expect(stderr).toMatch(new RegExp(`^error: .*127.0.0.1:${port}.*\\n$`));
  });
  await Promise.all(others);
});
