import type { Scene } from '../scene.ts';

/** Where in the transcript keys go before they go to the prompt line. */
export type TranscriptPlace = 'search-text' | 'search' | 'call' | 'scrolled';

/** Undefined where the prompt line has the keys: it always has them once something is typed. */
export function transcriptPlace({ transcript, clientView }: Scene): TranscriptPlace | undefined {
  const { search, call, anchor, draft } = clientView;
  if (!transcript) return undefined;
  if (search?.typing) return 'search-text';
  if (draft.text !== '') return undefined;
  if (search) return 'search';
  if (call !== undefined) return 'call';
  return anchor && 'scrolled';
}
