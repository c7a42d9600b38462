import type { ReactElement } from 'react';
import type { ScreenLayout } from './layout.ts';
import { cell, Row } from './row.tsx';
import { faint } from './theme.ts';

function rule({ divider, tabs }: ScreenLayout, junction: string): string {
  if (!divider) return '─'.repeat(tabs.width);
  return '─'.repeat(divider.x) + junction + '─'.repeat(tabs.width - divider.x - 1);
}

export function TopRule({ layout }: { readonly layout: ScreenLayout }): ReactElement {
  return <Row line={[cell(rule(layout, '┬'), faint)]} />;
}

/** Says where the transcript is scrolled up that there is more below. */
export function BottomRule({
  layout,
  scrolled,
}: {
  readonly layout: ScreenLayout;
  readonly scrolled: boolean;
}): ReactElement {
  const line = rule(layout, '┴');
  if (!scrolled) return <Row line={[cell(line, faint)]} />;
  const more = ' ▼ more below · End ';
  const rest = line.slice(2 + more.length);
  return <Row line={[cell('──', faint), cell(more), cell(rest, faint)]} />;
}
