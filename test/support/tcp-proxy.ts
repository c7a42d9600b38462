import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A place in front of a server: its connections can be cut, and another server can stand behind it. */
export interface TcpProxy {
  readonly address: string;
  /** Cuts every connection, or those alone that were opened as the n-th (from 0) and later. */
  cut(from?: number): void;
  /** What is connected from now on goes there; undefined: nowhere. */
  lead(address: string | undefined): void;
  close(): Promise<void>;
}

export async function startTcpProxy(address: string): Promise<TcpProxy> {
  let target: string | undefined = address;
  const opened: Socket[][] = [];
  const server = createServer((socket) => {
    if (target === undefined) return socket.destroy();
    const [host, port] = target.split(':');
    const other = connect(Number(port), host);
    opened.push([socket, other]);
    for (const each of [socket, other]) {
      each.setNoDelay(true);
      each.on('error', () => {});
      each.on('close', () => {
        socket.destroy();
        other.destroy();
      });
    }
    socket.pipe(other).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (from = 0) => {
    for (const pair of opened.slice(from)) for (const each of pair) each.destroy();
  };
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    lead(next) {
      target = next;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      cut();
      await closed;
    },
  };
}
