import { bytesText } from '../../screen/bytes-text.ts';
import { findEntry, isDirectory, type ScreenFile } from '../../screen/file-tree.ts';
import { filesText } from '../../screen/files-text.ts';
import { safeLine } from '../../screen/safe-text.ts';
import { selectedUser } from '../../screen/selectors.ts';
import type { OpenedFile, ScreenState, ScreenUser } from '../../screen/state.ts';
import type { TreeRow } from '../../screen/tree-rows.ts';
import { emphasis, secondary } from '../look/theme.ts';
import { documentLines } from '../overlay/file-lines.ts';
import { cell, type Line, spread } from '../rows/row.tsx';
import { type UserView, userView, type ViewState } from '../view/view.ts';
import { type DocumentLook, fileDocument, isMarkdown } from './document.ts';
import { cursorIndex, shownRows } from './tree.ts';

/** The row that the cursor of the tree stands on. */
export function selectedRow(user: ScreenUser, view: UserView): TreeRow | undefined {
  const rows = shownRows(user, view);
  return rows.at(cursorIndex(rows, user, view));
}

/** The file that is to be previewed and was not read yet, or not as it is now. */
export function wantedPreview(
  state: ScreenState,
  view: ViewState,
): { readonly user: string; readonly file: ScreenFile } | undefined {
  const user = view.focus === 'files' ? selectedUser(state) : undefined;
  const file = user && selectedRow(user, userView(view, user.name))?.file;
  if (!file) return undefined;
  const { previewed } = user;
  const isRead = previewed?.path === file.path && previewed.revision >= file.revision;
  return isRead ? undefined : { user: user.name, file };
}

const margin = 1;

/** How far the preview can be scrolled. */
export const lastPreviewTop = (
  opened: OpenedFile,
  look: DocumentLook,
  width: number,
  height: number,
): number => Math.max(0, fileDocument(opened, width - margin, look).rows.length - (height - 1));

function fileLines(
  opened: OpenedFile,
  { preview }: UserView,
  look: DocumentLook,
  width: number,
  height: number,
): readonly Line[] {
  const { path, revision, size } = opened;
  const document = fileDocument(opened, width - margin, look);
  const last = lastPreviewTop(opened, look, width, height);
  const top = Math.min(last, preview?.path === path ? preview.top : 0);
  const end = Math.min(document.rows.length, top + height - 1);
  const place = last > 0 ? ` · ${top + 1}–${end} of ${document.rows.length}` : '';
  const form = isMarkdown(path) && look.raw ? ' · raw' : '';
  return [
    spread(
      [cell(` ${safeLine(path)}`, emphasis)],
      [cell(`r${revision} · ${bytesText(size)}${form}${place} `, secondary)],
      width,
    ),
    ...documentLines(document, top, end).map((line) => [cell(' '), ...line]),
  ];
}

/** What the cursor of the tree stands on: the beginning of a file, or what a directory holds. */
export function previewLines(
  user: ScreenUser,
  view: UserView,
  look: DocumentLook,
  width: number,
  height: number,
): readonly Line[] {
  const row = selectedRow(user, view);
  if (!row) return [];
  const { previewed } = user;
  if (previewed && previewed.path === row.path && row.file)
    return fileLines(previewed, view, look, width, height);
  const entry = findEntry(user.files, row.path);
  const held = entry && isDirectory(entry) ? filesText(entry) : '';
  return [
    spread(
      [cell(` ${safeLine(row.path)}${row.file ? '' : '/'}`, emphasis)],
      [cell(`${held} `, secondary)],
      width,
    ),
  ];
}
