import { Static } from 'ink';
import { type ReactElement, type ReactNode, useLayoutEffect, useSyncExternalStore } from 'react';
import { Rows } from '../rows/row.tsx';
import type { Scrollback } from './scrollback.ts';

/** A frame at the end of the normal screen: what is finished is written above it, and is the terminal's from then on. */
export function Inline({
  scrollback,
  children,
}: {
  readonly scrollback: Scrollback;
  readonly children: ReactNode;
}): ReactElement {
  const batch = useSyncExternalStore(scrollback.subscribe, scrollback.getState);
  useLayoutEffect(() => scrollback.drawn(batch.number), [scrollback, batch]);
  return (
    <>
      <Static key={batch.number} items={batch.lines.length === 0 ? [] : [batch]}>
        {({ number, lines }) => <Rows key={number} lines={lines} />}
      </Static>
      {batch.ended ? null : children}
    </>
  );
}
