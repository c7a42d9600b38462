import { isFixed, keyConflict, rebindableActions } from '../../ui/keys/check-keys.ts';
import { parseKey } from '../../ui/keys/key-syntax.ts';
import type { Rebound } from '../../ui/keys/keymap.ts';
import { entriesOf, fail, failUnknown, listOf, type Reader, text } from './readers.ts';

const key: Reader<string> = (tree) => {
  const parsed = parseKey(text(tree));
  return 'problem' in parsed ? fail(tree, parsed.problem) : parsed.key;
};

/** Keys by action; `none` takes its keys from an action. */
export const readKeys: Reader<Rebound> = (tree) => {
  const rebound = new Map<string, readonly string[]>();
  const entries = entriesOf(tree);
  for (const { name, offset, value } of entries) {
    if (isFixed(name)) fail({ offset }, `${name} keeps its key: leave this line out`);
    if (!rebindableActions.includes(name)) {
      failUnknown({ offset }, 'action', name, rebindableActions);
    }
    const none = value.type === 'scalar' && value.value === 'none';
    rebound.set(name, none ? [] : listOf(key)(value));
  }
  const conflict = keyConflict(rebound);
  if (!conflict) return rebound;
  const { key: twice, taken, wants } = conflict;
  const at = entries.find(({ name }) => name === wants)?.value ?? tree;
  if (taken === wants) return fail(at, `${twice} stands here twice: leave one of them out`);
  const other = isFixed(taken) ? '' : `give ${taken} another key or none, or `;
  return fail(at, `${twice} is the key of ${taken}: ${other}choose another here`);
};
