import { type CommandGroup, command, optionalUser, refuse, view } from './definition.ts';
import { transferCommands } from './transfers.ts';

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
      name: 'diff',
      usage: '<path>',
      help: 'show what the last change of a file made different, with --request before the path the whole request',
      parse: (rest) => {
        const [, request, path = ''] = /^(--request(?:\s+|$))?([\s\S]*)$/.exec(rest) ?? [];
        if (path === '') return refuse('write /diff <path>, or /diff --request <path>');
        return command({ type: 'diff', path, ...(request && { since: 'request' }) });
      },
    },
    ...transferCommands,
    {
      name: 'delete',
      usage: '<path>',
      help: "delete one of this user's files",
      parse: (rest) =>
        rest === '' ? refuse('write /delete <path>') : command({ type: 'delete', path: rest }),
    },
    {
      name: 'reset',
      usage: '[user]',
      help: "delete all of this user's files, with --yes without being asked",
      parse: (rest) => {
        const [, yes, user = ''] = /^(--yes(?:\s+|$))?([\s\S]*)$/.exec(rest) ?? [];
        return optionalUser({ type: 'reset', ...(yes !== undefined && { confirmed: true }) })(user);
      },
    },
  ],
};
