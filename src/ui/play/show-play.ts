import { allEntries } from '../../screen/transcript.ts';
import type { Controls } from '../controls.ts';
import type { Play } from './play-view.ts';

/** Shows where a play is, from now on. What was said before it began anew is not shown any more. Returns what ends it. */
export function showPlay({ screen, view }: Controls, play: Play): () => void {
  return play.onMove((moved) => {
    const isNew = moved.run !== view.getState().play?.run;
    for (const [client, { transcript }] of isNew ? screen.getState().clients : []) {
      const before = transcript.dropped + allEntries(transcript).length;
      view.dispatch({ type: 'cleared', client, before });
    }
    view.dispatch({ type: 'play-moved', play: { ...moved, presenter: play.presenter } });
  });
}
