import { Text, useAnimation } from 'ink';
import type { ReactElement } from 'react';

const frames = ['⠋', '⠙', '⠸', '⠴', '⠦', '⠇'];

/** Drawing a frame costs the same whatever moves on it: a calm spinner is a cheap one. */
const interval = 500;

/** Its timer exists only while it is on the screen. */
export function Spinner(): ReactElement {
  const { frame } = useAnimation({ interval });
  return <Text>{frames[frame % frames.length]}</Text>;
}
