import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServer, type Server } from '../../src/copilot/server.ts';
import type { ReplOptions } from '../../src/repl/repl.ts';
import { testEnvironment } from '../support/environment.ts';
import {
  check,
  type ModelFault,
  openStage,
  type Played,
  refuse,
  type Stage,
} from './model-faults.ts';

/** The runtime tries all of these again for longer than ten seconds. */
const answering: readonly ModelFault[] = [
  {
    fault: 'model answers 429',
    respond: refuse(429, 'slow down'),
    retries: 5,
    ends: { code: 'model-busy', message: 'too many requests (429, tried 6 times): slow down' },
  },
  {
    fault: 'model answers 500',
    respond: refuse(500, 'oops'),
    retries: 5,
    ends: { code: 'model-down', message: 'the model source failed (500, tried 6 times): oops' },
  },
  {
    fault: 'model answers 503',
    respond: refuse(503, 'busy'),
    retries: 5,
    ends: {
      code: 'model-down',
      message: 'the model source is down or overloaded (503, tried 6 times): busy',
    },
  },
];

const nothingListens: ModelFault = {
  fault: 'connection refused',
  retries: 5,
  ends: {
    code: 'model-unreachable',
    message: expect.stringMatching(/^nothing listens at .* \(tried 6 times\): 127\.0\.0\.1:\d+$/),
  },
};

const unknownName: ModelFault = {
  fault: 'host name is unknown',
  retries: 5,
  ends: {
    code: 'model-unreachable',
    message: "the model source's host name is unknown (tried 6 times): model.invalid",
  },
};

const wrongScheme: ModelFault = {
  fault: 'https where http is spoken',
  retries: 5,
  ends: {
    code: 'model-unreachable',
    message: expect.stringMatching(/^no connection to the model source came about \(tried 6/),
  },
};

const faults = [...answering, nothingListens, unknownName, wrongScheme];

/** A port of 127.0.0.1 at which nothing listens any more. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : Number.NaN;
}

let server: Server;
const stages: Stage[] = [];
const played = new Map<ModelFault, Promise<Played>>();

/** All stages share one runtime. */
async function play(faults: readonly ModelFault[], url?: string): Promise<Stage> {
  const options: Partial<ReplOptions> = {
    server: {
      attach: [server.address],
      environment: testEnvironment({ COPILOT_CONNECTION_TOKEN: server.token ?? '' }),
    },
    ...(url !== undefined && {
      model: { kind: 'provider', url, type: 'openai', wireApi: 'completions', model: 'scripted' },
    }),
  };
  const stage = await openStage(faults, options);
  stages.push(stage);
  for (const [fault, result] of await stage.playAll()) played.set(fault, result);
  return stage;
}

beforeAll(async () => {
  server = await openServer({ environment: testEnvironment() });
  const { harness } = await play(answering);
  await play([nothingListens], `http://127.0.0.1:${await freePort()}/v1`);
  await play([unknownName], 'http://model.invalid/v1');
  await play([wrongScheme], harness.model.baseUrl.replace('http:', 'https:'));
});

afterAll(async () => {
  await Promise.all(stages.map((stage) => stage.close()));
  await server.stop();
});

it.each(faults)('$fault', async (fault) => {
  const result = await played.get(fault);
  if (!result) throw new Error('it was not played');
  check(fault, result);
});
