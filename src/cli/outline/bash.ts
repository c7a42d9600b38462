import type { CommandOutline, OptionOutline } from './outline.ts';
import { type Values, valuesFor } from './values.ts';

const complete = ({ words, paths }: Values): string => {
  const given = words ? `-W '${words.join(' ')}' ` : '';
  const kind = paths === 'folders' ? '-d ' : paths === 'files' ? '-f ' : '';
  return `COMPREPLY=($(compgen ${given}${kind}-- "$current"))`;
};

const isUseful = ({ words, paths }: Values): boolean => words !== undefined || paths !== undefined;

function valueCase({ names, value = '' }: OptionOutline): readonly string[] {
  const values = valuesFor(value, names.at(-1));
  const body = isUseful(values) ? complete(values) : 'COMPREPLY=()';
  return [`        ${names.join('|')}) ${body}; return ;;`];
}

function commandCase(command: CommandOutline, pattern: string): readonly string[] {
  const flags = command.options.flatMap(({ names }) =>
    names.filter((name) => name.startsWith('--')),
  );
  const { words = [], paths } = valuesFor(command.arguments[0] ?? '');
  const offered = [...command.commands.map(({ name }) => name), ...words];
  return [
    `    ${pattern})`,
    '      case "$previous" in',
    ...command.options.filter(({ value }) => value !== undefined).flatMap(valueCase),
    '      esac',
    `      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '${flags.join(' ')}' -- "$current"))`,
    `      else ${complete({ words: offered, ...(paths && { paths }) })}; fi`,
    '      ;;',
  ];
}

/** A script for bash. It needs nothing else: no helper functions of other packages. */
export function bashCompletion(program: CommandOutline): string {
  const { name, commands } = program;
  return [
    `# bash completion of ${name}. Put this in ~/.bashrc: eval "$(${name} completion bash)"`,
    `_${name.replaceAll('-', '_')}() {`,
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are the shell's.
    '  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command= word',
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are the shell's.
    `    case $word in ${commands.map((each) => each.name).join('|')}) command=$word; break ;; esac`,
    '  done',
    '  case $command in',
    ...commands.flatMap((each) => commandCase(each, each.name)),
    ...commandCase(program, '*'),
    '  esac',
    '}',
    `complete -o filenames -F _${name.replaceAll('-', '_')} ${name}`,
    '',
  ].join('\n');
}
