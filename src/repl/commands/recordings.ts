import { type CommandGroup, command, refuse, repeated, view } from './definition.ts';

/** A file's name, which may begin with `--overwrite`. */
const fileCommand = (name: 'record' | 'screenshot', help: string) => ({
  name,
  usage: '[file]',
  help,
  parse: (rest: string) =>
    /^--(?!overwrite(?:\s|$))/.test(rest)
      ? refuse(
          `${repeated(rest)} is no option: write /${name} --overwrite <file>, or the file alone`,
        )
      : command({ type: 'view', view: name, argument: rest }),
});

/** `+5` and `-5`: seconds from here; `1:23`: that time. */
const placePattern = /^(?:[+-]\d{1,5}|\d{1,4}(?::[0-5]\d){0,2}|next|previous|start|end)$/;

export const recordingCommands: CommandGroup = {
  title: 'Recordings',
  commands: [
    fileCommand('record', 'record what happens from here on, or no longer'),
    fileCommand('screenshot', 'keep the screen as a picture (SVG)'),
    view('pause', 'in a replay or play: pause, or go on'),
    {
      name: 'speed',
      usage: '<number>',
      help: 'in a replay: so many times as fast; + and - do too',
      parse: (rest) =>
        /^(?:\+|-|\d{1,2}(?:\.\d{1,2})?)$/.test(rest)
          ? command({ type: 'view', view: 'speed', argument: rest })
          : refuse('write /speed +, /speed - or /speed 2'),
    },
    {
      name: 'seek',
      usage: '<place>',
      help: 'in a replay: go to +5 or -5 (seconds), 1:23, next, previous, start or end',
      parse: (rest) =>
        placePattern.test(rest)
          ? command({ type: 'view', view: 'seek', argument: rest })
          : refuse('write /seek +5, /seek -5, /seek 1:23, /seek next, previous, start or end'),
    },
  ],
};
