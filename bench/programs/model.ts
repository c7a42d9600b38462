/**
 * The model, in a process of its own as a real one is, so that its work slows down nobody who is measured. It takes no
 * time but what a prompt asks for.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type ModelRequest, startModelEndpoint } from '../../test/support/model-endpoint.ts';
import type { Reply } from '../../test/support/model-reply.ts';
import { listText, noteAnswer, noteContent } from '../support/texts.ts';

/** Pieces of text at a steady pace, whatever the timers do. */
async function* stream(count: number, perSecond: number) {
  const started = performance.now();
  for (let index = 0; index < count; index++) {
    const due = started + (index * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await wait(early);
    // Some 6 bytes each, as a model's are.
    yield index % 100 === 99 ? `w${index}.\n\n` : `w${index} `;
  }
}

/** Whether the last prompt was to write a note, which is answered with some lines. */
const noted = (messages: ModelRequest['messages']) =>
  messages.findLast(({ role }) => role === 'user')?.content.includes('note ') ?? false;

/** Bytes of all requests so far. */
let received = 0;

function respond({ messages, raw }: ModelRequest): Reply {
  received += Buffer.byteLength(raw);
  const last = messages.at(-1);
  if (last?.role === 'tool') return { text: noted(messages) ? noteAnswer : 'Done.' };
  // The runtime says the time of day in a tag of its own.
  const prompt = (last?.content ?? '').replace(/<(\w+)>[\s\S]*?<\/\1>/g, '').trim();
  const [word, first = '', second = ''] = prompt.split(/\s+/);
  switch (word) {
    case 'write':
      return { calls: [{ name: 'write_file', arguments: { path: 'a.md', content: 'Hi' } }] };
    case 'note':
      return {
        calls: [
          { name: 'write_file', arguments: { path: `notes/${first}.md`, content: noteContent } },
        ],
      };
    case 'stream':
      return { text: stream(Number(first), Number(second)) };
    case 'list':
      return { text: listText(Number(first), second !== 'plain').match(/[\s\S]{1,4000}/g) ?? [] };
    case 'echo':
      return { text: [first.toUpperCase(), ' and', ' more'] };
    default:
      return { text: 'Hello.' };
  }
}

const { baseUrl, apiKey } = await startModelEndpoint(respond);
process.send?.({ baseUrl, apiKey });
process.on('message', () => process.send?.({ received }));
// It ends with whoever started it.
process.on('disconnect', () => process.exit());
