import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { type Run, startProgram } from '../cli/built-program.ts';
import { eventsOf, type PrintedEvent } from '../cli/printed-events.ts';
import { eventually } from '../support/eventually.ts';
import { startHaproxy } from '../support/haproxy.ts';
import { needing } from '../support/needs.ts';
import { startRedis } from '../support/redis.ts';

const token = 'the-token-of-two-servers';
const environment = { COPILOT_CONNECTION_TOKEN: token };

async function end({ child, ended }: Run, signal: NodeJS.Signals) {
  child.kill(signal);
  await ended;
}

/** A server that is shared, as `serve` starts it. */
async function serve() {
  const run = startProgram(['serve', '--json'], { environment });
  onTestFinished(() => end(run, 'SIGTERM'));
  await eventually(() => expect(run.stdout(), run.stderr()).toContain('server.started'));
  const [started] = eventsOf(run.stdout());
  return { run, address: String(started?.address) };
}

/** A REPL in a process of its own, driven by lines and watched by its events. */
function repl(args: readonly string[]) {
  const run = startProgram(['--json', '--offline', ...args], { environment });
  onTestFinished(() => end(run, 'SIGTERM'));
  const events = () => eventsOf(run.stdout().replace(/[^\n]*$/, ''));
  const count = (type: string) => events().filter((event) => event.type === type).length;
  let prompts = 0;
  return {
    run,
    events,
    of: (type: string) => events().filter((event) => event.type === type),
    /** Prompts as a client and gives the end of the request. */
    async ask(client: string, prompt: string): Promise<PrintedEvent> {
      prompts++;
      run.child.stdin?.write(`/as ${client} ${prompt}\n`);
      const ends = () =>
        events().filter((event) => /^request\.(?:completed|failed)$/.test(event.type));
      await eventually(() => expect(ends(), run.stderr()).toHaveLength(prompts));
      return ends().at(-1) ?? { type: 'none' };
    },
    ready: () => eventually(() => expect(count('server.started'), run.stderr()).toBeGreaterThan(0)),
  };
}

needing('redis-server', 'haproxy').describe('two REPLs on one Redis, behind one balancer', () => {
  it('share the files of a user, and lose nothing when a server and Redis go', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.dispose());
    const [one, two] = await Promise.all([serve(), serve()]);
    const balancer = await startHaproxy([one.address, two.address]);
    onTestFinished(() => balancer.dispose());
    const shared = ['--server', balancer.address, '--store', redis.url];
    const [here, there] = [repl(shared), repl(shared)];
    await Promise.all([here.ready(), there.ready()]);

    const created = await here.ask('alice/C1', 'Create plan.md saying tea at four');
    expect(created).toMatchObject({ type: 'request.completed', user: 'alice' });
    await eventually(() =>
      expect(there.of('file.changed')).toMatchObject([
        { user: 'alice', path: 'plan.md', writer: 'C1', operation: 'created' },
      ]),
    );
    expect(there.of('file.changed')[0]?.origin).toMatch(/:\d+$/);
    expect((await there.ask('alice/C2', 'Read plan.md')).answer).toContain('tea at four');
    for (const [each, client] of [
      [here, 'bob/C3'],
      [there, 'bob/C4'],
    ] as const)
      expect((await each.ask(client, 'List my files')).answer).not.toContain('plan.md');

    // Whatever runs on the server that is killed fails or goes on elsewhere; what was written stays.
    one.run.child.kill('SIGKILL');
    await once(one.run.child, 'close');
    const asked = async (each: typeof here, client: string, prompt: string) => {
      const answers = await each.ask(client, prompt);
      if (answers.type === 'request.completed') return answers;
      expect(answers.error).toMatchObject({
        code: expect.stringMatching(/^(?:server|connection)-/),
      });
      return each.ask(client, prompt);
    };
    expect((await asked(here, 'alice/C1', 'Read plan.md')).answer).toContain('tea at four');
    expect((await asked(there, 'alice/C2', 'Read plan.md')).answer).toContain('tea at four');

    await redis.stop();
    await eventually(() => {
      expect(here.of('store.lost')).toHaveLength(1);
      expect(there.of('store.lost')).toHaveLength(1);
    });
    const refused = await asked(here, 'alice/C1', 'Create lost.md saying nothing');
    expect(refused.answer).toMatch(/can.t be reached/);
    await redis.start();
    await eventually(() => {
      expect(here.of('store.restored')).toHaveLength(1);
      expect(there.of('store.restored')).toHaveLength(1);
    });
    await there.ask('alice/C2', 'Create after.md saying still here');
    await eventually(() =>
      expect(here.of('file.changed').map(({ path }) => path)).toContain('after.md'),
    );
    expect((await here.ask('alice/C1', 'List my files')).answer).toMatch(
      /after\.md[\s\S]*plan\.md/,
    );
    expect((await here.ask('alice/C1', 'List my files')).answer).not.toContain('lost.md');
    expect((await here.ask('bob/C3', 'List my files')).answer).not.toMatch(/plan|after/);
  });
});
