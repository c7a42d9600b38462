import type { CommandOutline, OptionOutline } from './outline.ts';
import { valuesFor } from './values.ts';

/** As a word in single quotes. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
/** Within a specification of `_arguments`, where brackets and colons mean something. */
const plain = (text: string) => text.replace(/[[\]:\\]/g, '\\$&');

/** What completes a value. A space before a call: it is made as it stands, without options for display. */
function action(value: string, option?: string): string {
  const { words, paths } = valuesFor(value, option);
  if (words && paths)
    return ` _alternative 'words:${value}:(${words.join(' ')})' 'files:file:_files'`;
  if (words) return `(${words.join(' ')})`;
  if (paths) return paths === 'folders' ? '_files -/' : '_files';
  return ' ';
}

const optionSpecs = ({ names, description, value }: OptionOutline): readonly string[] =>
  names.map((name) => {
    const taken = value === undefined ? '' : `:${plain(value)}:${action(value, names.at(-1))}`;
    return quoted(`*${name}[${plain(description)}]${taken}`);
  });

const argumentSpecs = (command: CommandOutline): readonly string[] =>
  command.arguments.map((name) => quoted(`*:${name}:${action(name)}`));

const call = (specs: readonly string[], indent: string) =>
  `${indent}_arguments ${specs.join(` \\\n${indent}  `)}`;

/** A script for zsh, to be sourced or to be put into a folder of `$fpath` as `_multiuser-repl`. */
export function zshCompletion({ name, options, commands }: CommandOutline): string {
  const run = `_${name.replaceAll('-', '_')}`;
  const described = commands.map((each) => quoted(`${each.name}:${plain(each.description)}`));
  return [
    `#compdef ${name}`,
    `# zsh completion of ${name}. Put this in ~/.zshrc: source <(${name} completion zsh)`,
    `${run}_commands() {`,
    `  local -a commands=(\n    ${described.join('\n    ')}\n  )`,
    '  _describe command commands',
    '}',
    `${run}() {`,
    '  local state line context',
    call(['-C', ...options.flatMap(optionSpecs), `'1: :${run}_commands'`, "'*:: :->rest'"], '  '),
    '  [[ $state == rest ]] || return 0',
    '  case $words[1] in',
    ...commands.flatMap((each) => [
      `    ${each.name})`,
      call([...each.options.flatMap(optionSpecs), ...argumentSpecs(each)], '      '),
      '      ;;',
    ]),
    '  esac',
    '}',
    `if [[ $funcstack[1] == _${name} ]]; then ${run} "$@"; else compdef ${run} ${name}; fi`,
    '',
  ].join('\n');
}
