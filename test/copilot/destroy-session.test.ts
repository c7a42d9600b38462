import type { CopilotClient } from '@github/copilot-sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { type Connection, connect } from '../../src/copilot/connection.ts';
import {
  destroyAndConfirm,
  destroyUnseen,
  type FateEvent,
} from '../../src/copilot/destroy-session.ts';
import { openModelSource } from '../../src/copilot/model-source.ts';
import { sessionConfig } from '../../src/copilot/session-config.ts';
import { sharedServer } from '../support/shared-server.ts';

let connection: Connection;

afterEach(() => connection.close());

/** A live session on the real runtime that was never prompted. */
async function unprompted() {
  connection = await connect(await sharedServer());
  const source = await openModelSource({ kind: 'offline' });
  const config = sessionConfig({ source, tools: [], work: connection.work, onToolCall: () => {} });
  const session = await connection.client.createSession(config);
  await source.close();
  return session;
}

function collect() {
  const events: FateEvent[] = [];
  return { events, emit: (event: FateEvent) => void events.push(event) };
}

describe('a session that was never prompted', () => {
  it('is destroyed and confirmed gone', async () => {
    const session = await unprompted();
    const { events, emit } = collect();
    await destroyAndConfirm(connection.client, session, { born: 0, responsive: true, emit });
    expect(events.map(({ type }) => type)).toEqual(['session.destroyed', 'session.confirmed-gone']);
  });

  it('is told as leaked where it lives on, though it is on no list', async () => {
    const session = await unprompted();
    const { events, emit } = collect();
    // A client that only says that it did what it was asked to.
    const liar: CopilotClient = Object.create(connection.client, {
      deleteSession: { value: async () => {} },
    });
    const immortal = Object.create(session, { disconnect: { value: async () => {} } });
    expect(await connection.client.getSessionMetadata(session.sessionId)).toBeUndefined();
    await destroyAndConfirm(liar, immortal, { born: 0, responsive: true, emit });
    expect(events.map(({ type }) => type)).toEqual(['session.destroyed', 'session.leaked']);
  });

  it('is destroyed where nobody heard of its creation', async () => {
    const session = await unprompted();
    const { events, emit } = collect();
    const unheard = Promise.reject(new Error('lost on the way'));
    await destroyUnseen(connection.client, session.sessionId, unheard, { born: 0, emit });
    expect(events.map(({ type }) => type)).toEqual([
      'session.created',
      'session.destroyed',
      'session.confirmed-gone',
    ]);
  });
});

it('a session that never was is told of by nothing', async () => {
  await unprompted();
  const { events, emit } = collect();
  const refused = Promise.reject(new Error('refused'));
  await destroyUnseen(connection.client, crypto.randomUUID(), refused, { born: 0, emit });
  expect(events).toEqual([]);
});
