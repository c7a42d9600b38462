import { isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { ScenarioProblem } from './problem.ts';

type Path = readonly PropertyKey[];

/** A scenario file as plain values, which still knows where they stand. */
export interface Source {
  readonly value: unknown;
  /** The line, from 1 on, of what stands at this path. */
  lineOf(path: Path): number;
  /** The problem with what stands at this path, or with the path's last word itself. */
  problem(message: string, path: Path, atKey?: boolean): ScenarioProblem;
}

/** Reads YAML. @throws ScenarioProblem where it is none */
export function readSource(text: string, file: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { prettyErrors: false, lineCounter: lines });
  const problemAt = (message: string, offset: number) => {
    const { line, col } = lines.linePos(offset);
    return new ScenarioProblem(file, Math.max(1, line), Math.max(1, col), message);
  };

  const keyOf = (path: Path): number | undefined => {
    const map = document.getIn(path.slice(0, -1), true);
    if (!isMap(map)) return undefined;
    const pair = map.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1));
    return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  };
  /** Where it stands; what is not there stands where the thing does that it is missing in. */
  const offsetOf = (path: Path): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as
        | { range?: readonly number[] }
        | undefined;
      if (node?.range?.[0] !== undefined) return node.range[0];
    }
    return document.contents?.range?.[0] ?? 0;
  };

  const [error] = document.errors;
  if (error) {
    const twice = error.code === 'DUPLICATE_KEY';
    throw problemAt(
      twice
        ? 'this word stands here twice: leave one of them out'
        : `this is no YAML: ${error.message}`,
      error.pos[0],
    );
  }
  const [warning] = document.warnings;
  if (warning) throw problemAt(`this means nothing here: ${warning.message}`, warning.pos[0]);
  visit(document, {
    // An alias of aliases of aliases would fill the memory.
    Alias: (_, { range }) => {
      throw problemAt('aliases mean nothing here: write the value itself', range?.[0] ?? 0);
    },
    Pair: (_, { key }) => {
      if (isScalar(key) && key.value !== '__proto__') return;
      throw problemAt('this can not be a name', (isNode(key) && key.range?.[0]) || 0);
    },
  });
  return {
    value: document.toJS(),
    lineOf: (path) => lines.linePos(offsetOf(path)).line,
    problem: (message, path, atKey = false) =>
      problemAt(message, (atKey ? keyOf(path) : undefined) ?? offsetOf(path)),
  };
}
