export const name = 'write-failure';
export const claim =
  'A call that can not be written because the server is just ending rejects, and rejects once more out of a promise that nobody holds, which ends a Node program; with `suppressWriteErrors` of the private `messageWriter` it waits for `forceStop` and rejects once.';
export const leansOn = ['src/copilot/transport.ts'];
export const report = {
  title:
    'A call to a server that is just ending brings down the program with an unhandled rejection',
  expected:
    'The call rejects and that is all: the SDK handles what `vscode-jsonrpc` rejects beside it.',
  instead: 'It sets `suppressWriteErrors` on the private `messageWriter` of the client.',
};

export async function run({ startServer }) {
  const server = await startServer({ token: 'token' });
  const unheld = [];
  process.on('unhandledRejection', (error) => unheld.push(error.message));

  /** How a call ends over a socket that is just closing, and what nobody held. */
  async function call(suppressWriteErrors) {
    const client = await server.connect();
    client.messageWriter.suppressWriteErrors = suppressWriteErrors;
    const before = unheld.length;
    const wait = () => new Promise((resolve) => setTimeout(resolve, 300, 'still waiting'));
    client.socket.destroy();
    const pinging = client.ping().then(
      () => 'resolved',
      () => 'rejected',
    );
    const first = await Promise.race([pinging, wait()]);
    await client.forceStop();
    const end = await Promise.race([pinging, wait()]);
    await wait();
    return { first, end, unheld: unheld.length - before };
  }

  const [stock, suppressed] = [await call(false), await call(true)];
  const said = ({ first, end, unheld }) => `${first}, ${end} after forceStop, ${unheld} unhandled`;
  return {
    holds:
      stock.unheld > 0 &&
      stock.end === 'rejected' &&
      suppressed.unheld === 0 &&
      suppressed.end === 'rejected',
    seen: `${said(stock)} (${unheld[0] ?? 'none'}); with suppressWriteErrors ${said(suppressed)}`,
  };
}
