import { Text, useAnimation } from 'ink';
import type { ReactElement } from 'react';
import type { Style } from './theme.ts';

const frames = ['⠋', '⠙', '⠸', '⠴', '⠦', '⠇'];
const stillFrame = '⠿';

/** Drawing a frame costs the same whatever moves on it: a calm spinner is a cheap one. */
const interval = 500;

function Moving({ style }: { readonly style: Style | undefined }): ReactElement {
  const { frame } = useAnimation({ interval });
  return <Text {...style}>{frames[frame % frames.length]}</Text>;
}

/** Its timer exists only while it is on the screen, and moves. */
export function Spinner({
  still,
  style,
}: {
  readonly still: boolean;
  readonly style: Style | undefined;
}): ReactElement {
  return still ? <Text {...style}>{stillFrame}</Text> : <Moving style={style} />;
}
