import type { Controls } from '../controls.ts';
import { wantedPreview } from './preview.ts';

/**
 * Has the file read that the cursor of the tree stands on, whenever that or the file has changed. Returns the function
 * that ends it.
 */
export function startPreviews({
  screen,
  view,
  execute,
}: Pick<Controls, 'screen' | 'view' | 'execute'>): () => void {
  /** What was asked for last and has not come. */
  let asked: string | undefined;
  const check = () => {
    const wanted = wantedPreview(screen.getState(), view.getState());
    const key = wanted && JSON.stringify([wanted.user, wanted.file.path, wanted.file.revision]);
    if (key === asked) return;
    asked = key;
    if (!wanted) return;
    // A file that is gone by now is not worth a word: another row will be selected.
    execute({ type: 'open', user: wanted.user, path: wanted.file.path, preview: true }).catch(
      () => {},
    );
  };
  const ends = [screen.subscribe(check), view.subscribe(check)];
  return () => {
    for (const end of ends) end();
  };
}
