import fc from 'fast-check';
import { expect, it } from 'vitest';
import { builtInNames, builtInText } from '../../src/scenario/built-in.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { ScenarioProblem } from '../../src/scenario/problem.ts';

const texts = builtInNames.map(builtInText);

/** A scenario with a piece of it replaced by something else. */
const damaged = fc
  .record({
    text: fc.constantFrom(...texts),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(40),
    piece: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        ': ',
        '- ',
        '{',
        ']',
        '\n',
        '\t',
        '&a ',
        '*a',
        '!!js ',
        '? ',
        '"',
        '| ',
        '<<: ',
      ),
    ),
  })
  .map(({ text, at, length, piece }) => {
    const from = Math.floor(at * text.length);
    return `${text.slice(0, from)}${piece}${text.slice(from + length)}`;
  });

it('whatever is wrong is told with its place', () => {
  fc.assert(
    fc.property(damaged, (text) => {
      try {
        parseScenario(text, 'my.yaml');
      } catch (error) {
        expect(error).toBeInstanceOf(ScenarioProblem);
        const { line, problem } = error as ScenarioProblem;
        expect(line).toBeLessThanOrEqual(text.split(/\r?\n/).length);
        expect(problem).not.toMatch(/Invalid input|undefined|\[object/);
      }
    }),
    { numRuns: 150 },
  );
});
