/** Bundled twice: with the transport module, and without what it does. */
export { createRepl } from '../../src/repl/repl.ts';
