import { type CommandGroup, view } from './definition.ts';

export const playCommands: CommandGroup = {
  title: 'Scenarios',
  commands: [
    view('step', 'in a play: do the next step, or type no longer'),
    view('auto', 'in a play: go on without a key, or no longer'),
    view('back', 'in a play: back to the last step, with the files as they were'),
    view('again', 'in a play: back to the start, with no files'),
    view('unlock', 'in a play: write prompts yourself, or no longer'),
  ],
};
