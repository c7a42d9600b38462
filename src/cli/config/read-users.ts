import { passedOnVariables } from '../../copilot/runtime-environment.ts';
import { entriesOf, fail, failUnknown, listOf, type Reader, text, userName } from './readers.ts';
import type { Tree } from './tree.ts';

/** A user with settings of their own, as the file says them. */
export interface UserSetting {
  readonly name: string;
  /** The name of the environment variable that holds their GitHub token. */
  readonly 'token-env'?: string;
  readonly model?: string;
}

/** A user's name alone, where nothing more is said. */
export type ConfiguredUser = string | UserSetting;

export const nameOf = (user: ConfiguredUser): string =>
  typeof user === 'string' ? user : user.name;

/** By how GitHub's tokens begin, or by being as long and as random as keys are. */
const tokenLike = /gh[a-z]_\w|github_pat_|^[A-Za-z0-9+/=_.-]{40,}$/;

/** Programs need them, or are given them: none may hold a secret. */
const others = [
  ...passedOnVariables,
  'HOME',
  'USER',
  'SHELL',
  'TERM',
  'TMPDIR',
  'EDITOR',
  'VISUAL',
];

/** A token in the file is not repeated, wherever it stands: messages get into logs. */
function refuseToken(tree: Tree): void {
  if (tree.type === 'scalar' && tokenLike.test(String(tree.value)))
    fail(
      tree,
      'this looks like a token itself: take it out of the file, revoke it, and write the name of the environment variable that holds the new one as token-env',
    );
}

const variable: Reader<string> = (tree) => {
  const name = text(tree);
  if (!/^[A-Za-z_]\w{0,63}$/.test(name))
    return fail(tree, 'write the name of an environment variable, for example ALICE_TOKEN');
  if (others.includes(name))
    return fail(tree, `${name} is there for other programs: name a variable of the token's own`);
  return name;
};

function readSettings(tree: Tree): UserSetting {
  const settings: { name?: string; 'token-env'?: string; model?: string } = {};
  for (const { name: key, offset, value } of entriesOf(tree)) {
    refuseToken({ type: 'scalar', offset, value: key });
    refuseToken(value);
    if (key === 'name') settings.name = userName(value);
    else if (key === 'token-env') settings['token-env'] = variable(value);
    else if (key === 'model') settings.model = text(value);
    else if (/^(?:github-?)?token$/i.test(key))
      fail({ offset }, 'no token may stand here: write token-env, and the name of its variable');
    else failUnknown({ offset }, 'setting of a user', key, ['name', 'token-env', 'model']);
  }
  const { name } = settings;
  return name === undefined ? fail(tree, 'write the name of this user') : { ...settings, name };
}

const user: Reader<ConfiguredUser> = (tree) => {
  refuseToken(tree);
  return tree.type === 'map' ? readSettings(tree) : userName(tree);
};

/** Users by name, or with a token and a model of their own. */
export const readUsers: Reader<readonly ConfiguredUser[]> = (tree) => {
  const users = listOf(user)(tree);
  users.forEach((each, index) => {
    const first = users.findIndex((other) => nameOf(other) === nameOf(each));
    // A name that stands there twice says nothing new; two settings for one user contradict each other.
    if (first === index || (typeof each === 'string' && typeof users[first] === 'string')) return;
    const at = tree.type === 'list' ? tree.items[index] : tree;
    fail(at ?? tree, `${nameOf(each)} stands here twice: leave one of them out`);
  });
  return users;
};
