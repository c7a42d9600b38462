import {
  type CommandGroup,
  command,
  optionalClient,
  type ParsedLine,
  refuse,
  withClient,
  withPrompt,
  withUser,
} from './definition.ts';

function parseAs(rest: string): ParsedLine {
  const usage = 'write /as <user>/<client> <prompt>, for example /as alice/C2 List my files';
  const match = /^([^\s/]+)\/(\S+)\s+([\s\S]+)$/.exec(rest);
  if (!match) return refuse(usage);
  const [, user = '', client = '', prompt = ''] = match;
  return withUser(user, (name) =>
    withClient(client, (id) =>
      withPrompt(prompt, (text) => command({ type: 'as', user: name, client: id, text })),
    ),
  );
}

export const promptCommands: CommandGroup = {
  title: 'Prompts',
  commands: [
    {
      name: 'as',
      usage: '<user>/<client> <prompt>',
      help: 'prompt as this client, opening it if need be',
      parse: parseAs,
    },
    {
      name: 'all',
      usage: '<prompt>',
      help: 'prompt as every user at once',
      parse: (rest) =>
        rest === ''
          ? refuse('write /all <prompt>')
          : withPrompt(rest, (text) => command({ type: 'all', text })),
    },
    {
      name: 'cancel',
      usage: '[client]',
      help: 'cancel what this client is doing',
      parse: optionalClient('cancel'),
    },
  ],
};
