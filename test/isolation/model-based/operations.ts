import fc from 'fast-check';
import { harmlessPlaces, hostilePlaces, type Place } from './places.ts';

/** Bytes of a content: a number, or the distance from the most that is allowed when the write is made. */
export type Size = { readonly bytes: number } | { readonly over: number };

/** `own`: the place that no other user writes. */
export type Where = Place | 'own';

/** One thing that a client does: by a tool, as a model would, or straight on the store, as the operator would. */
export type Operation =
  | { readonly kind: 'write'; readonly place: Where; readonly size: Size; readonly broken: boolean }
  /** Only on this revision, or, with `current`, on the one that the file has. */
  | { readonly kind: 'write-if'; readonly place: Where; readonly revision: number | 'current' }
  | { readonly kind: 'read'; readonly place: Where; readonly offset: number }
  | { readonly kind: 'read-pages'; readonly place: Where }
  | { readonly kind: 'list'; readonly place: Where; readonly offset: number }
  | { readonly kind: 'list-pages' }
  /** Another user's file, by the one name that nobody else writes. */
  | { readonly kind: 'guess'; readonly victim: number }
  | { readonly kind: 'malformed'; readonly tool: string; readonly args: unknown }
  | { readonly kind: 'delete'; readonly place: Where }
  | { readonly kind: 'reset' };

export interface Step {
  /** Counted over all users' clients, modulo how many there are. */
  readonly client: number;
  readonly operation: Operation;
}

const malformed: readonly unknown[] = [
  undefined,
  'a.md',
  ['a.md', 'x'],
  { path: 7, content: 'x', offset: 0 },
  { filePath: 'a.md' },
  { path: 'a.md', content: 'x', offset: -1, mode: 'append' },
  JSON.parse('{"path":"a.md","content":"x","__proto__":{"path":"docs"}}'),
  JSON.parse('{"path":"a.md","content":"x","constructor":{"prototype":1}}'),
];

/** @param more places beside the common ones. @param bytes sizes of what is written, beside those near a limit. */
export function steps(more: readonly Place[], bytes: readonly number[]): fc.Arbitrary<Step[]> {
  const place = fc.oneof<fc.WeightedArbitrary<Where>[]>(
    // Often the same few, so that clients meet and folders turn into files and back.
    { weight: 5, arbitrary: fc.constantFrom<Where[]>('own', ...harmlessPlaces.slice(0, 5)) },
    { weight: 4, arbitrary: fc.constantFrom(...harmlessPlaces) },
    { weight: 1, arbitrary: fc.constantFrom(...hostilePlaces, ...more) },
  );
  const size: fc.Arbitrary<Size> = fc.oneof(
    fc.record({ bytes: fc.constantFrom(...bytes) }),
    fc.record({ over: fc.constantFrom(-1, 0, 1) }),
  );
  const offset = fc.constantFrom(0, 0, 1, 2, 3, 50, 16_383, 16_384, 16_385, 1e9);
  const kind = <Kind extends string>(name: Kind) => fc.constant(name);
  const operation: fc.Arbitrary<Operation> = fc.oneof(
    {
      weight: 40,
      arbitrary: fc.record({
        kind: kind('write'),
        place,
        size,
        broken: fc.integer({ min: 0, max: 30 }).map((n) => n === 0),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: kind('write-if'),
        place,
        revision: fc.constantFrom(0, 1, 2, 'current' as const, 'current' as const),
      }),
    },
    { weight: 15, arbitrary: fc.record({ kind: kind('read'), place, offset }) },
    { weight: 5, arbitrary: fc.record({ kind: kind('read-pages'), place }) },
    { weight: 8, arbitrary: fc.record({ kind: kind('list'), place, offset }) },
    { weight: 5, arbitrary: fc.record({ kind: kind('list-pages') }) },
    { weight: 5, arbitrary: fc.record({ kind: kind('guess'), victim: fc.nat(99) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: kind('malformed'),
        tool: fc.constantFrom('write_file', 'read_file', 'delete_file', 'edit_file'),
        args: fc.constantFrom(...malformed),
      }),
    },
    { weight: 10, arbitrary: fc.record({ kind: kind('delete'), place }) },
    { weight: 1, arbitrary: fc.record({ kind: kind('reset') }) },
  );
  return fc.array(fc.record({ client: fc.nat(99), operation }), {
    minLength: 1,
    maxLength: 300,
    size: 'max',
  });
}
