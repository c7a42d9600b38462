import { parseArgs } from 'node:util';

export interface Options {
  /** Names of measures; all of them where none is named. */
  readonly only: readonly string[];
  readonly quick: boolean;
  readonly strict: boolean;
  readonly write: boolean;
  /** Whether the tables are written that stand on pages of their own: they are whole with any of the measures. */
  readonly writePages: boolean;
  readonly stock: boolean;
  readonly help: boolean;
}

export const usage = `npm run bench -- [options]
  --only <names>      these measures, by name, with commas between
  --quick             a short form: shows that everything works, writes no report
  --strict            exit with 1 where a goal is not met
  --no-write          leave docs/benchmarks.md, docs/benchmarks.svg and docs/patterns.md as they are
  --stock-transport   without what src/copilot/transport.ts does: the ratios must get worse
`;

/** @throws what is wrong with the arguments */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      'no-write': { type: 'boolean', default: false },
      'stock-transport': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const only = values.only?.split(',').filter(Boolean) ?? [];
  const stock = values['stock-transport'];
  const writePages = !(values.quick || values['no-write'] || stock);
  return {
    only,
    quick: values.quick,
    strict: values.strict,
    // A part, or another program, must not stand where the whole is expected.
    write: writePages && only.length === 0,
    writePages,
    stock,
    help: values.help,
  };
}
