import type { ReactElement } from 'react';
import { faint } from '../look/theme.ts';
import { cell, Row } from '../rows/row.tsx';
import type { ScreenLayout } from './layout.ts';

/** `covered`: something lies over what the divider divides. */
function rule({ divider, tabs }: ScreenLayout, covered: boolean, junction: string): string {
  if (!divider || covered) return '─'.repeat(tabs.width);
  return '─'.repeat(divider.x) + junction + '─'.repeat(tabs.width - divider.x - 1);
}

interface RuleProps {
  readonly layout: ScreenLayout;
  readonly covered: boolean;
}

export function TopRule({ layout, covered }: RuleProps): ReactElement {
  return <Row line={[cell(rule(layout, covered, '┬'), faint)]} />;
}

/** Says where the transcript is scrolled up that there is more below. */
export function BottomRule({
  layout,
  covered,
  scrolled,
  endKey,
}: RuleProps & {
  readonly scrolled: boolean;
  /** The key that leads there. */
  readonly endKey: string | undefined;
}): ReactElement {
  const line = rule(layout, covered, '┴');
  if (!scrolled) return <Row line={[cell(line, faint)]} />;
  const more = ` ▼ more below ${endKey === undefined ? '' : `· ${endKey} `}`;
  const rest = line.slice(2 + more.length);
  return <Row line={[cell('──', faint), cell(more), cell(rest, faint)]} />;
}
