import { Text } from 'ink';
import { type ReactElement, useSyncExternalStore } from 'react';
import type { Style } from '../look/theme.ts';

const frames = ['⠋', '⠙', '⠸', '⠴', '⠦', '⠇'];
const stillFrame = '⠿';

/** Drawing a frame costs the same whatever moves on it: a calm spinner is a cheap one. In ms. */
const interval = 500;

const listeners = new Set<() => void>();
let timer: NodeJS.Timeout | undefined;
let ticks = 0;

/** All spinners turn together, in one frame. The timer exists only while one of them is on the screen. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    ticks++;
    for (const each of [...listeners]) each();
  }, interval);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const ticksNow = () => ticks;

function Moving({ style }: { readonly style: Style | undefined }): ReactElement {
  const frame = useSyncExternalStore(subscribe, ticksNow) % frames.length;
  return <Text {...style}>{frames[frame]}</Text>;
}

/** A sign that something goes on; `still`: without moving. */
export function Spinner({
  still,
  style,
}: {
  readonly still: boolean;
  readonly style: Style | undefined;
}): ReactElement {
  return still ? <Text {...style}>{stillFrame}</Text> : <Moving style={style} />;
}
