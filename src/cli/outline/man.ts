import type { CommandOutline, OptionOutline } from './outline.ts';

/** Text of a page: backslashes and what begins a line with a request are made harmless, hyphens stay hyphens. */
const plain = (text: string) =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');

const optionLines = ({ flags, description, fallback }: OptionOutline): readonly string[] => [
  '.TP',
  `.B ${plain(flags)}`,
  `${plain(description)}${fallback === undefined ? '' : plain(` (default: ${fallback})`)}`,
];

/** Exit codes and files are a contract of the program's: see README. */
const rest = `.SH EXIT STATUS
0 done; 1 a request or a check failed; 2 wrong usage; 3 no server; 130 interrupted.
.SH FILES
.TP
.I $XDG_CONFIG_HOME/multiuser\\-repl/config.yaml
The configuration; $HOME/.config where the variable is not set. multiuser\\-repl config \\-\\-example prints one.`;

/** The manual page, in roff. @param examples as `--help` shows them. */
export function manPage(program: CommandOutline, version: string, examples: string): string {
  const { name, description, usage, options, commands } = program;
  return [
    '.\\" Made from the program by "npm run docs:man": edit its help instead.',
    `.TH ${name.toUpperCase().replaceAll('-', '\\-')} 1 "" "${name} ${version}" "User Commands"`,
    '.SH NAME',
    `${plain(name)} \\- ${plain(description)}`,
    '.SH SYNOPSIS',
    `.B ${plain(name)}`,
    plain(usage),
    '.SH OPTIONS',
    'Without a command: the REPL, or batch mode where there is no terminal.',
    ...options.flatMap(optionLines),
    '.SH COMMANDS',
    ...commands.flatMap((each) => [
      `.SS ${plain(`${each.name} ${each.usage}`)}`,
      plain(each.description),
      ...each.options.flatMap(optionLines),
    ]),
    '.SH NOTES',
    '.nf',
    plain(examples.trim()),
    '.fi',
    rest,
    '',
  ].join('\n');
}
