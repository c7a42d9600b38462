/**
 * The model, in a process of its own as a real one is, so that its work slows down nobody who is measured. It takes no
 * time but what a prompt asks for.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type ModelRequest, startModelEndpoint } from '../../test/support/model-endpoint.ts';
import type { Reply } from '../../test/support/model-reply.ts';
import { listText } from '../support/texts.ts';

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

function respond({ messages }: ModelRequest): Reply {
  const last = messages.at(-1);
  if (last?.role === 'tool') return { text: 'Done.' };
  // The runtime says the time of day in a tag of its own.
  const prompt = (last?.content ?? '').replace(/<(\w+)>[\s\S]*?<\/\1>/g, '').trim();
  const [word, first = '', second = ''] = prompt.split(/\s+/);
  switch (word) {
    case 'write':
      return { calls: [{ name: 'write_file', arguments: { path: 'a.md', content: 'Hi' } }] };
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
// It ends with whoever started it.
process.on('disconnect', () => process.exit());
