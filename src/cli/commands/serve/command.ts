import { parsePort } from '../../options/options.ts';
import { addCommand, type Registration } from '../../registration.ts';
import type { ServeFlags } from './run.ts';

export function addServe(registration: Registration): void {
  const command = addCommand(registration, 'serve')
    .description('start a server that others attach to with --server, until it is interrupted')
    .allowExcessArguments(false)
    .option('--port <number>', 'where it listens (default: any that is free)', parsePort)
    .option('--host <address>', 'an address of this machine', '127.0.0.1')
    .option('--expose', 'listen beyond this machine: see what the token allows, above all')
    .option('--json', 'what happens as NDJSON on standard output');
  command.action(async () => {
    const { runServe } = await import('./run.ts');
    registration.end(await runServe(command.opts<ServeFlags>(), registration.io));
  });
}
