import type { Controls } from '../controls.ts';
import type { Size } from '../frame/layout.ts';
import { sceneOf } from '../frame/scene.ts';
import { promptCursor } from '../prompt/prompt.tsx';
import type { Place } from './reflow.ts';

/** Where the cursor is in a frame that was drawn for this size; undefined where it is hidden. */
export function inlineCursor({ screen, view }: Controls, size: Size): Place | undefined {
  const seen = view.getState();
  const { layout, prompt } = sceneOf(screen.getState(), seen, size, true);
  if (layout.kind === 'too-small' || seen.focus !== 'prompt' || seen.overlay) return undefined;
  const { x, y } = promptCursor(prompt, size.columns, layout.prompt.height);
  return { x, y: layout.prompt.y + y };
}
