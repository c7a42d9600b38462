import { errorText } from '../../repl/errors.ts';
import type { ServerState } from '../../screen/state.ts';
import { wrapText } from '../../screen/text.ts';
import { secondary } from '../look/theme.ts';
import { cell, column, type Line } from '../rows/row.tsx';

const kinds = {
  offline: 'The built-in offline model. It is no AI: it reads requests about files by rules.',
  hostile: 'The hostile model. It attacks as its prompts say.',
  github: 'GitHub Copilot, by the token in the environment.',
  provider: 'Your own provider, by COPILOT_PROVIDER_BASE_URL.',
};

const row = (name: string, value: string): Line => [cell(column(name, 12), secondary), cell(value)];

/** Where answers come from, and how to have others. */
export function modelLines(server: ServerState, width: number): readonly Line[] {
  const advice = wrapText(
    'Another source: start with COPILOT_GITHUB_TOKEN, GH_TOKEN or GITHUB_TOKEN set for GitHub Copilot, with COPILOT_PROVIDER_BASE_URL for a provider, or with --offline.',
    width,
  ).map((text): Line => [cell(text, secondary)]);
  if (server.status !== 'ready') {
    const what = server.status === 'lost' ? errorText(server.error) : 'the server is starting';
    return [...wrapText(what, width).map((text): Line => [cell(text)]), [], ...advice];
  }
  const { source, address, kind, version } = server;
  return [
    ...wrapText(kinds[source.kind], width).map((text): Line => [cell(text)]),
    [],
    row('source', source.label),
    row('model', source.model),
    row('server', `${address} (${kind === 'embedded' ? 'started by this program' : 'attached'})`),
    row('runtime', version),
    [],
    ...advice,
  ];
}
