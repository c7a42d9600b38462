import type { CommandOutline, OptionOutline } from './outline.ts';
import { type Values, valuesFor } from './values.ts';

const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;

const offers = ({ words, paths }: Values): string => {
  const listed = words ? ` -a ${quoted(words.join(' '))}` : '';
  if (paths === 'folders') return `${listed} -a '(__fish_complete_directories)'`;
  return paths === 'files' ? `${listed} -F` : listed;
};

function optionLine(start: string, { names, description, value }: OptionOutline): string {
  const flags = names.map((name) =>
    name.startsWith('--') ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`,
  );
  const values = valuesFor(value ?? '', names.at(-1));
  // Exclusive: no files among the words.
  const taken = value === undefined ? '' : ` ${values.paths ? '-r' : '-x'}${offers(values)}`;
  return `${start}${flags.join('')}${taken} -d ${quoted(description)}`;
}

/** A script for fish, to be sourced or to be put into ~/.config/fish/completions. */
export function fishCompletion({ name, options, commands }: CommandOutline): string {
  const any = commands.map((each) => each.name).join(' ');
  const none = `complete -c ${name} -n 'not __fish_seen_subcommand_from ${any}'`;
  return [
    `# fish completion of ${name}: ${name} completion fish > ~/.config/fish/completions/${name}.fish`,
    `complete -c ${name} -f`,
    ...commands.map((each) => `${none} -a ${each.name} -d ${quoted(each.description)}`),
    ...options.map((option) => optionLine(none, option)),
    ...commands.flatMap((each) => {
      const start = `complete -c ${name} -n '__fish_seen_subcommand_from ${each.name}'`;
      const [argument = ''] = each.arguments;
      const given = offers(valuesFor(argument));
      return [
        ...(given ? [`${start}${given}`] : []),
        ...each.options.map((option) => optionLine(start, option)),
      ];
    }),
    '',
  ].join('\n');
}
