import { expect, it, onTestFinished } from 'vitest';
import { startHarness } from '../integration/harness.ts';
import { eventually } from '../support/eventually.ts';
import { ownRuntimes, ownServer } from '../support/shared-server.ts';

it('a question to a server that is lost under it is refused with words that help', async () => {
  const harness = await startHarness(() => ({ text: 'Hello' }), { server: ownServer() });
  onTestFinished(() => harness.close());
  for (let lost = 1; lost <= 3; lost++) {
    const [runtime] = ownRuntimes();
    const asked = harness.execute({ type: 'sessions' });
    process.kill(runtime?.pid ?? Number.NaN, 'SIGKILL');
    await expect(asked).rejects.toMatchObject({ code: 'server-lost' });
    await eventually(() => expect(harness.of('server.started')).toHaveLength(lost + 1));
  }
  await harness.execute({ type: 'sessions' });
  expect(harness.of('server.sessions')).toMatchObject([{ sessions: [] }]);
});
