import type { ScreenUser } from '../../screen/state.ts';
import { treeHits } from '../../screen/tree-hits.ts';
import { type TreeRows, treeRows } from '../../screen/tree-rows.ts';
import type { UserView } from '../view/view.ts';

/** What of a user's view the tree goes by. */
export type TreeView = Pick<UserView, 'cursor' | 'closed' | 'filter'>;

/** The rows of the panel: the tree, or what is left of it by a filter. */
export const shownRows = ({ files }: ScreenUser, { closed, filter }: TreeView): TreeRows =>
  filter === undefined ? treeRows(files, closed) : treeHits(files, filter);

/** The row that is selected: of the newest change where nobody has selected one. */
export const cursorIndex = (
  rows: TreeRows,
  { latestChange = '' }: ScreenUser,
  { cursor = latestChange }: TreeView,
): number => rows.indexOf(cursor);
