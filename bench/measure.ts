/** A process that measures one thing, forked by the main one: what one measure leaves behind slows down no other. */
import { measures } from './measures.ts';

// Whoever asked for it is gone.
process.on('disconnect', () => process.exit(1));

const [name = '', form] = process.argv.slice(2);
const measure = await measures[name]?.();
if (!measure) throw new Error(`there is no measure ${name}`);
const outcome = await measure({
  quick: form === 'quick',
  progress: (text) => void process.send?.({ type: 'progress', text }),
});
process.send?.({ type: 'outcome', outcome }, () => process.exit());
