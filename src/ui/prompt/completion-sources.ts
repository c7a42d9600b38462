import { type FileTree, filesIn } from '../../screen/file-tree.ts';
import { clientsInOrder, selectedUser } from '../../screen/selectors.ts';
import type { ScreenState } from '../../screen/state.ts';
import type { Candidate, CompletionSources } from './completion.ts';

const sortedPaths = new WeakMap<FileTree, readonly string[]>();

/** Sorted once for as long as no file changes. */
function pathsIn(files: FileTree): readonly string[] {
  const known = sortedPaths.get(files);
  if (known) return known;
  const paths = Array.from(filesIn(files), ({ path }) => path).sort();
  sortedPaths.set(files, paths);
  return paths;
}

/** What there is to name: these commands, and what the operator can see. Looked up only when asked for. */
export const completionSources = (
  state: ScreenState,
  commands: readonly Candidate[],
): CompletionSources => ({
  commands,
  get users() {
    return state.users.map(({ name }) => name);
  },
  get clients() {
    return clientsInOrder(state).map(({ user, id, name }) => ({ user, client: id, name }));
  },
  get nextClient() {
    return `C${1 + Math.max(0, ...Array.from(state.clients.keys(), (id) => Number(id.slice(1))))}`;
  },
  get files() {
    const user = selectedUser(state);
    return user ? pathsIn(user.files) : [];
  },
});

/** A command as a candidate, with its slash. */
export const commandCandidate = ({
  name,
  usage,
  help,
}: Required<Candidate>): Required<Candidate> => ({ name: `/${name}`, usage, help });
