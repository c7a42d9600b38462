import { type CommandGroup, command, refuse, repeated, view } from './definition.ts';

export const screenCommands: CommandGroup = {
  title: 'Screen',
  commands: [
    view('panel', 'show or hide the panel'),
    view('tools', 'open or close tool calls; Tab chooses one'),
    view('page-up', 'scroll the transcript up'),
    view('page-down', 'scroll the transcript down'),
    view('top', "go to the transcript's first row"),
    view('bottom', "go to the transcript's last row"),
    {
      name: 'search',
      usage: '<text>',
      help: 'look for a text in the transcript',
      parse: (rest) =>
        rest === ''
          ? refuse('write /search <text>')
          : command({ type: 'view', view: 'search', argument: rest }),
    },
    {
      name: 'copy',
      usage: '[code|number]',
      help: 'copy the last answer, its last code block, or the last answer but so many',
      parse: (rest) =>
        /^(?:code|[1-9]\d?)?$/.test(rest)
          ? command({ type: 'view', view: 'copy', argument: rest })
          : refuse(`${repeated(rest)} can't be copied: write /copy, /copy code or /copy 2`),
    },
    view('clear', "empty this client's transcript"),
    view('redraw', 'draw the screen anew'),
    view('mouse', 'listen to the mouse, or no longer'),
    view('commands', 'look for a command'),
    view('help', 'show the keys and commands'),
    view('quit', 'leave'),
  ],
};
