import type { ScreenEvent } from '../../screen/reduce.ts';
import type { ScreenState } from '../../screen/state.ts';
import type { ViewAction } from './view.ts';

/** What follows from a key is painted at once, everything else some 15 times a second. */
export const atOnce: ReadonlySet<ScreenEvent['type']> = new Set([
  'client.opened',
  'client.closed',
  'client.selected',
  'client.renamed',
  'user.added',
  'file.opened',
  'file.diffed',
  'request.submitted',
  'request.cancelled',
  'command.refused',
  'user.left',
]);

/** What an event changes in the view, given what was selected before it. */
export function viewActions(event: ScreenEvent, before: ScreenState): readonly ViewAction[] {
  const user = before.clients.get(before.selected ?? '')?.user;
  switch (event.type) {
    case 'client.selected': {
      const other = before.selected !== undefined && before.selected !== event.client;
      return other ? [{ type: 'turned' }] : [];
    }
    case 'client.closed':
      return [{ type: 'client-closed', client: event.client }];
    case 'file.changed':
      if (event.operation === 'deleted') return [];
      return [{ type: 'file-changed', user: event.user, path: event.path }];
    case 'file.opened':
    case 'file.diffed': {
      if (event.user !== user || (event.type === 'file.opened' && event.preview)) return [];
      const kind = event.type === 'file.opened' ? 'file' : 'diff';
      return [{ type: 'overlay', overlay: { kind, user: event.user, top: 0 } }];
    }
    default:
      return [];
  }
}
