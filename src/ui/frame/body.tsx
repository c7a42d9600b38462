import { Box, Text } from 'ink';
import { type ReactElement, useContext } from 'react';
import { serverInFront } from '../../screen/selectors.ts';
import type { ScreenState, ScreenUser } from '../../screen/state.ts';
import { compareLines } from '../compare/compare-lines.ts';
import { filesLines } from '../files/files-lines.ts';
import { previewLines } from '../files/preview.ts';
import type { Keymap } from '../keys/keymap.ts';
import { ledgerLines } from '../ledger/ledger-lines.ts';
import { LookContext } from '../look/look.ts';
import { faint } from '../look/theme.ts';
import { overlayLines } from '../overlay/overlay-lines.ts';
import { cell, type Line, Row, Rows } from '../rows/row.tsx';
import { drawnLines } from '../transcript/drawn-lines.ts';
import { welcomeLines } from '../transcript/welcome.ts';
import { userView, type ViewState } from '../view/view.ts';
import type { Rectangle, ScreenLayout } from './layout.ts';
import type { Scene } from './scene.ts';

function Area({
  area: { width, height },
  lines,
}: {
  readonly area: Rectangle;
  readonly lines: readonly Line[];
}): ReactElement {
  return (
    <Box width={width} height={height} flexShrink={0} overflow="hidden">
      <Rows lines={lines} />
    </Box>
  );
}

function transcriptLines(
  state: ScreenState,
  { client, user, clientView, transcript }: Scene,
  keys: Keymap,
  area: Rectangle,
  replayed: boolean,
): readonly Line[] {
  if (transcript && transcript.entries.length > 0) {
    return drawnLines(transcript, clientView);
  }
  return welcomeLines({ server: serverInFront(state), user, client, keys, replayed }, area);
}

function Panel({
  state,
  view,
  scene: { user },
  now,
  layout: { files, ledger, panelRule, preview },
}: BodyProps): ReactElement | null {
  if (!files || !panelRule) return null;
  const own = user && userView(view, user.name);
  const tree =
    user && own
      ? filesLines(
          user,
          { ...own, focused: view.focus === 'files' },
          files.width,
          files.height,
          now,
        )
      : [];
  const sessions =
    ledger &&
    ledgerLines(
      state.ledger,
      state.users,
      {
        focused: view.focus === 'ledger',
        ...(view.ledgerCursor !== undefined && { cursor: view.ledgerCursor }),
      },
      ledger.width,
      ledger.height,
      now,
    );
  return (
    <Box flexDirection="column" width={files.width} flexShrink={0}>
      <Area area={files} lines={tree} />
      <Row line={[cell('─'.repeat(panelRule.width), faint)]} />
      {ledger && sessions && <Area area={ledger} lines={sessions} />}
      {preview && !ledger && <Preview area={preview} user={user} view={view} />}
    </Box>
  );
}

function Preview({
  area,
  user,
  view,
}: {
  readonly area: Rectangle;
  readonly user: ScreenUser | undefined;
  readonly view: ViewState;
}): ReactElement {
  const own = user && userView(view, user.name);
  const lines = user && own ? previewLines(user, own, view, area.width, area.height) : [];
  return <Area area={area} lines={lines} />;
}

function Divider({ layout: { divider, panelRule } }: BodyProps): ReactElement | null {
  const { style } = useContext(LookContext);
  if (!divider) return null;
  const rows = Array.from({ length: divider.height }, (_, index) =>
    divider.y + index === panelRule?.y ? '├' : '│',
  );
  return <Text {...style(faint)}>{rows.join('\n')}</Text>;
}

interface BodyProps {
  readonly state: ScreenState;
  readonly view: ViewState;
  readonly scene: Scene;
  readonly layout: ScreenLayout;
  readonly keys: Keymap;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What is between the rules: transcript and panel, or what lies over them. */
export function Body(props: BodyProps): ReactElement {
  const { state, view, scene, layout, keys, now } = props;
  const { width, height } = layout.body;
  const { overlay } = view;
  if (overlay?.kind === 'compare') {
    const lines = compareLines(state, overlay, width, height, now);
    return <Area area={layout.body} lines={lines} />;
  }
  if (overlay) {
    const lines = overlayLines(overlay, state, width, height, {
      keys,
      raw: view.raw,
      highlight: view.highlight,
    });
    return <Area area={layout.body} lines={lines} />;
  }
  return (
    <Box width={width} height={height} flexShrink={0} overflow="hidden">
      {layout.transcript && (
        <Area
          area={layout.transcript}
          lines={transcriptLines(state, scene, keys, layout.transcript, view.replay !== undefined)}
        />
      )}
      {layout.preview && layout.ledger && (
        <Preview area={layout.preview} user={scene.user} view={view} />
      )}
      <Divider {...props} />
      <Panel {...props} />
    </Box>
  );
}
