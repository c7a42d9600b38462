import type { CopilotClient } from '@github/copilot-sdk';
import { expect, it } from 'vitest';
import { removeStalls } from '../../src/copilot/transport.ts';

const client = (inside: object) => inside as unknown as CopilotClient;

it('an SDK with another inside is left as it is, and that is told', () => {
  const socket = { setNoDelay: () => expect.unreachable(), on: () => expect.unreachable() };
  expect(removeStalls(client({}))).toBe(false);
  expect(removeStalls(client({ socket, connection: {} }))).toBe(false);
  expect(removeStalls(client({ connection: { sendNotification: async () => {} } }))).toBe(false);
});
