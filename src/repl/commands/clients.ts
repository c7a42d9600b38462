import { checkClientName } from '../names.ts';
import {
  type CommandGroup,
  command,
  optionalClient,
  optionalUser,
  refuse,
  view,
  withClient,
  withUser,
} from './definition.ts';

export const clientCommands: CommandGroup = {
  title: 'Users and clients',
  commands: [
    {
      name: 'user',
      usage: '[name]',
      help: 'turn to this user, creating it if need be',
      parse: (rest) =>
        rest === ''
          ? command({ type: 'view', view: 'users' })
          : withUser(rest, (user) => command({ type: 'user', user })),
    },
    view('users', 'choose a user, or create one'),
    {
      name: 'new',
      usage: '[user]',
      help: 'open another client, for this user or the one named',
      parse: optionalUser({ type: 'new' }),
    },
    {
      name: 'close',
      usage: '[client]',
      help: 'close this client, or the one named',
      parse: optionalClient('close'),
    },
    {
      name: 'rename',
      usage: '<name>',
      help: 'name this client; its own number takes the name away',
      parse: (rest) => {
        if (rest === '') return refuse('write /rename <name>');
        const checked = checkClientName(rest);
        return 'problem' in checked
          ? refuse(`${checked.problem}: choose another name`)
          : command({ type: 'rename', name: checked.name });
      },
    },
    {
      name: 'tab',
      usage: '<client>',
      help: 'turn to this client, by its number or its name',
      parse: (rest) => withClient(rest, (client) => command({ type: 'tab', client })),
    },
    view('next', 'turn to the client after this one'),
    view('previous', 'turn to the client before this one'),
  ],
};
