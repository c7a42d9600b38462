import { selectedClient } from '../../screen/selectors.ts';
import type { ScreenState } from '../../screen/state.ts';
import { allEntries, type ToolEntry } from '../../screen/transcript.ts';
import { quoted } from './words.ts';

/** The newest: what came before them was listened to, or is found by a search. */
const maximumCalls = 5;

function callLines({ tool, arguments: given, state, result }: ToolEntry): readonly string[] {
  const lead = `tool ${tool}, ${state}`;
  const told = result === '' ? [] : quoted(`${lead}: result`, result);
  return [...quoted(`${lead}: arguments`, given), ...told];
}

/** What the last tool calls of this client were given, and what they told the model. */
export function toolLines(state: ScreenState): readonly string[] {
  const transcript = selectedClient(state)?.transcript;
  const calls = (transcript ? allEntries(transcript) : []).filter(
    (entry): entry is ToolEntry => entry.kind === 'tool',
  );
  if (calls.length === 0) return ['no tool was called here yet'];
  return calls.slice(-maximumCalls).flatMap(callLines);
}
