import type { Scene } from '../frame/scene.ts';
import { isScrolledUp } from './window.ts';

/** Where in the transcript keys go before they go to the prompt line. */
export type TranscriptPlace = 'typing a search' | 'searching' | 'tool call' | 'scrolled up';

/** Undefined where the prompt line has the keys: it always has them once something is typed. */
export function transcriptPlace({ transcript, clientView }: Scene): TranscriptPlace | undefined {
  const { search, call, anchor, draft } = clientView;
  if (!transcript) return undefined;
  if (search?.typing) return 'typing a search';
  if (draft.text !== '') return undefined;
  if (search) return 'searching';
  if (call !== undefined) return 'tool call';
  return isScrolledUp(transcript, anchor) ? 'scrolled up' : undefined;
}
