import { type CommandGroup, command, refuse, view } from './definition.ts';

export const playCommands: CommandGroup = {
  title: 'Scenarios',
  commands: [
    {
      name: 'play',
      usage: '<scenario>',
      help: 'play a scenario on users of its own, and come back',
      parse: (rest) =>
        rest === ''
          ? refuse('write /play short-lived, or a file: /play my.yaml')
          : command({ type: 'view', view: 'play', argument: rest }),
    },
    {
      name: 'verify',
      usage: '[scenario]',
      help: 'say what holds of a scenario, or of the built-in ones',
      parse: (rest) => command({ type: 'view', view: 'verify', argument: rest }),
    },
    view('step', 'in a play: do the next step, or type no longer'),
    view('auto', 'in a play: go on without a key, or no longer'),
    view('back', 'in a play: back to the last step, with the files as they were'),
    view('again', 'in a play: back to the start, with no files'),
    view('unlock', 'in a play: write prompts yourself, or no longer'),
  ],
};
