import { Box, type Key, Text, useApp, useInput, usePaste } from 'ink';
import { type ReactElement, useEffect, useSyncExternalStore } from 'react';
import type { ScreenEvent } from '../../screen/reduce.ts';
import type { ScreenState } from '../../screen/state.ts';
import type { Store } from '../../screen/store.ts';
import { hintLine } from '../hints/hint-line.ts';
import { tooSmallText } from '../hints/too-small.ts';
import type { Keymap } from '../keys/keymap.ts';
import { Prompt } from '../prompt/prompt.tsx';
import { Row, Rows } from '../rows/row.tsx';
import { tabLine } from '../tabs/tab-line.ts';
import type { SuspendTerminal } from '../terminal/lend-terminal.ts';
import { transcriptPlace } from '../transcript/place.ts';
import { isScrolledUp } from '../transcript/window.ts';
import type { ViewAction, ViewState } from '../view/view.ts';
import { Body } from './body.tsx';
import { type Size, smallestSize } from './layout.ts';
import { BottomRule, TopRule } from './rules.tsx';
import { sceneOf } from './scene.ts';

interface AppProps {
  readonly screen: Store<ScreenState, ScreenEvent>;
  readonly view: Store<ViewState, ViewAction>;
  readonly size: Size;
  /** A frame in the normal screen. */
  readonly inline?: boolean;
  readonly keys: Keymap;
  /** Milliseconds since 1970: how old things are. */
  readonly now?: (() => number) | undefined;
  readonly onKey: (input: string, key: Key) => void;
  readonly onPaste: (text: string) => void;
  /** Told how to lend the terminal to another program. */
  readonly onSuspendable?: (suspend: SuspendTerminal) => void;
}

/** The whole screen. Holds no state: it draws what is in the two stores, and passes keys on. */
export function App(props: AppProps): ReactElement {
  const { screen, view, size, inline, keys, onKey, onPaste, onSuspendable } = props;
  const { now = Date.now } = props;
  const state = useSyncExternalStore(screen.subscribe, screen.getState);
  const seen = useSyncExternalStore(view.subscribe, view.getState);
  useInput(onKey);
  usePaste(onPaste);
  const { suspendTerminal } = useApp();
  useEffect(() => onSuspendable?.(suspendTerminal), [onSuspendable, suspendTerminal]);
  const { columns } = size;
  const scene = sceneOf(state, seen, size, inline);
  const { layout, user, clientView, message, list, play, transcript } = scene;
  const place = transcriptPlace(scene);
  if (layout.kind === 'too-small') {
    return <Text wrap="truncate">{tooSmallText(size)}</Text>;
  }
  return (
    <Box flexDirection="column" width={columns} height={layout.hints.y + 1} overflow="hidden">
      <Row line={tabLine(state, columns, seen)} />
      {layout.topRule.height > 0 && (
        <TopRule layout={layout} covered={seen.overlay !== undefined} />
      )}
      <Body state={state} view={seen} scene={scene} layout={layout} keys={keys} now={now()} />
      {list && (
        <Box marginTop={-list.length} flexShrink={0}>
          <Rows lines={list} />
        </Box>
      )}
      {layout.bottomRule.height > 0 && (
        <BottomRule
          layout={layout}
          covered={seen.overlay !== undefined}
          scrolled={transcript !== undefined && isScrolledUp(transcript, clientView.anchor)}
          endKey={keys.labelOf(clientView.draft.text === '' ? 'bottom' : 'page-down')}
        />
      )}
      <Prompt
        face={scene.prompt}
        user={user}
        columns={columns}
        rows={layout.prompt.height}
        y={layout.prompt.y}
        slash={place === 'scrolled up' || place === 'searching' ? 'search' : 'commands'}
        focused={seen.focus === 'prompt' && !seen.overlay && !clientView.search?.typing}
      />
      {message && <Row line={message} />}
      {play && <Rows lines={play} />}
      {/* Some terminals that become narrower lose the cursor where a row below it is broken. */}
      <Row line={hintLine(seen, inline ? smallestSize.columns : columns, keys, scene, place)} />
    </Box>
  );
}
