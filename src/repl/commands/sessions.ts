import { parseAddress } from '../names.ts';
import { type CommandGroup, command, plain, refuse, repeated, view } from './definition.ts';

export const sessionCommands: CommandGroup = {
  title: 'Sessions and server',
  commands: [
    view('ledger', 'show what became of every session'),
    view('compare', 'show the users side by side: last answers and files'),
    plain('sessions', 'ask the server which sessions it still knows', { type: 'sessions' }),
    view('model', 'show where answers come from'),
    {
      name: 'restart',
      usage: '[host:port]',
      help: 'replace the server by a fresh one, or attach to this one',
      parse: (rest) => {
        if (rest === '') return command({ type: 'restart' });
        const address = parseAddress(rest);
        return address
          ? command({ type: 'restart', address })
          : refuse(`${repeated(rest)} is no server: write host:port, for example 127.0.0.1:4321`);
      },
    },
  ],
};
