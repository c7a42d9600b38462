// A back end: POST /alice with a prompt as the body answers it, GET /alice lists her files.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { chooseModel, createAsk, createMemoryStore, createRepl } from 'multiuser-repl';

const { env } = process;
const store = createMemoryStore();
const repl = createRepl({
  users: [],
  model: chooseModel(env),
  server: { environment: env },
  store,
});
const ask = createAsk(repl);
repl.subscribe((event) => {
  if (event.type === 'session.leaked') console.error(event.session, event.error.message);
});
await repl.ready;

const server = createServer(async (request, response) => {
  try {
    const user = request.url.slice(1); // In earnest from a login of yours, never from the caller's word.
    if (request.method === 'GET') {
      return response.end(JSON.stringify(await store.forUser(user).list()));
    }
    const end = await ask(user, await text(request)); // Its session is gone by now.
    if (end.type === 'request.completed') return response.end(end.answer);
    response.writeHead(502).end(end.type === 'request.failed' ? end.error.message : 'cancelled');
  } catch (error) {
    response.writeHead(400).end(error.message);
  }
});
server.listen(env.PORT ?? 8080, '127.0.0.1', () => console.log(server.address().port));
process.once('SIGTERM', () => server.close(() => repl.close()));
