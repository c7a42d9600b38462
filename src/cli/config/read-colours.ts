import { checkUserName } from '../../repl/names.ts';
import { nearestWord } from '../../repl/nearest.ts';
import { type Colour, type ColourRole, colourRoles } from '../../ui/settings.ts';
import { entriesOf, fail, failUnknown, type Reader, text } from './readers.ts';

const plain = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

/** By the names that files use, as Ink knows them. */
const named: ReadonlyMap<string, Colour> = new Map(
  plain.flatMap((name) => [
    [name, name],
    [`bright-${name}`, `${name}Bright`],
  ]),
);

const colour: Reader<Colour> = (tree) => {
  const given = text(tree);
  const known = named.get(given);
  if (known) return known;
  if (/^#[\da-f]{6}$/i.test(given)) return given.toLowerCase();
  const nearest = nearestWord(given, [...named.keys()]);
  return fail(
    tree,
    `unknown colour "${given.slice(0, 32)}": ${
      nearest
        ? `did you mean ${nearest}?`
        : `write ${plain.join(', ')}, one of them after bright-, or "#rrggbb"`
    }`,
  );
};

export interface Colours {
  readonly roles: Readonly<Partial<Record<ColourRole, Colour>>>;
  readonly users: ReadonlyMap<string, Colour>;
}

/** Colours by what they stand for, and below `users` by user. */
export const readColours: Reader<Colours> = (tree) => {
  const entries = entriesOf(tree);
  const roles = entries
    .filter(({ name }) => name !== 'users')
    .map((entry) => {
      const role = colourRoles.find((each) => each === entry.name);
      if (!role) return failUnknown(entry, 'role', entry.name, [...colourRoles, 'users']);
      return [role, colour(entry.value)] as const;
    });
  const users = entries
    .filter(({ name }) => name === 'users')
    .flatMap(({ value }) => entriesOf(value))
    .map((entry) => {
      const checked = checkUserName(entry.name);
      return 'problem' in checked
        ? fail(entry, checked.problem)
        : ([checked.name, colour(entry.value)] as const);
    });
  return { roles: Object.fromEntries(roles), users: new Map(users) };
};
