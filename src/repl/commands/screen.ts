import { type CommandGroup, view } from './definition.ts';

export const screenCommands: CommandGroup = {
  title: 'Screen',
  commands: [
    view('panel', 'show or hide the panel'),
    view('tools', 'open or close tool calls'),
    view('page-up', 'scroll the transcript up'),
    view('page-down', 'scroll the transcript down'),
    view('top', "go to the transcript's first row"),
    view('bottom', "go to the transcript's last row"),
    view('clear', "empty this client's transcript"),
    view('redraw', 'draw the screen anew'),
    view('commands', 'look for a command'),
    view('help', 'show the keys and commands'),
    view('quit', 'leave'),
  ],
};
