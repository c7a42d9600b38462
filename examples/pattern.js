// Many users, one server, a session for every prompt.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CopilotClient, defineTool, RuntimeConnection } from '@github/copilot-sdk';
import { startOfflineModel } from 'multiuser-repl';
import { z } from 'zod';

const store = { alice: new Map(), bob: new Map() }; // All that lasts: each user's files.

// The server, which every user's client shares. Whoever has its token has a shell on this host.
const connectionToken = crypto.randomUUID();
const tcp = RuntimeConnection.forTcp({ port: 4321, connectionToken });
const home = mkdtempSync(join(tmpdir(), 'copilot-'));
const folders = { baseDirectory: home, workingDirectory: home };
const server = new CopilotClient({ mode: 'empty', ...folders, connection: tcp });
await server.start();

const { baseUrl, apiKey, close } = await startOfflineModel(); // Or a provider of your own.
const provider = { type: 'openai', wireApi: 'completions', baseUrl, apiKey };

// Without `overridesBuiltInTool` the runtime serves read_file itself, from this host's disk.
const own = { overridesBuiltInTool: true, skipPermission: true };
const tool = (name, shape, handler) =>
  defineTool(name, { ...own, parameters: z.object(shape), handler });
const path = z.string();
const toolsOver = (files) => [
  tool('write_file', { path, content: path }, (it) => files.set(it.path, it.content) && 'done'),
  tool('read_file', { path }, (it) => files.get(it.path) ?? 'Error: there is no such file'),
  tool('list_files', {}, () => [...files.keys()].join('\n')),
];

async function ask(user, prompt) {
  const connection = RuntimeConnection.forUri('127.0.0.1:4321', { connectionToken });
  const client = new CopilotClient({ mode: 'empty', connection });
  const tools = toolsOver(store[user]);
  const offered = { tools, availableTools: ['custom:*'] };
  const session = await client.createSession({ model: 'any', provider, ...offered });
  const answer = await session.sendAndWait({ prompt });
  await session.disconnect(); // This leaves the conversation on the server's disk,
  await client.deleteSession(session.sessionId); // and this does not.
  await client.stop();
  return answer.data.content;
}

console.log(await ask('alice', 'Create notes.md saying "tea at four"'));
console.log(await ask('alice', 'List my files')); // Another session, the same files.
console.log(await ask('bob', 'List my files')); // None of alice's.
await server.stop();
await close();
rmSync(home, { recursive: true });
