import { type CommandGroup, command, optionalUser, refuse, view } from './definition.ts';

export const fileCommands: CommandGroup = {
  title: 'Files',
  commands: [
    view('files', "show this user's files"),
    {
      name: 'open',
      usage: '<path>',
      help: "show one of this user's files",
      parse: (rest) =>
        rest === '' ? refuse('write /open <path>') : command({ type: 'open', path: rest }),
    },
    {
      name: 'reset',
      usage: '[user]',
      help: "delete all of this user's files",
      parse: optionalUser('reset'),
    },
  ],
};
