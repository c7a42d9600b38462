import type { ModelSourceInfo, ReplEvent, ReportedError } from '../repl/events.ts';
import { safeLine, safeText } from './safe-text.ts';
import type { ServerState } from './state.ts';

type ServerEvent = Extract<
  ReplEvent,
  { type: 'server.started' | 'server.lost' | 'server.recycled' | 'server.ended' }
>;

export function safeError({ code, message, advice }: ReportedError): ReportedError {
  return { code, message: safeText(message), ...(advice ? { advice: safeLine(advice) } : {}) };
}

export const safeSource = ({ kind, model, label }: ModelSourceInfo): ModelSourceInfo => ({
  kind,
  model: safeLine(model),
  label: safeLine(label),
});

type Ready = Extract<ServerState, { status: 'ready' }>;

const without = (addresses: readonly string[], address: string): readonly string[] =>
  addresses.filter((each) => each !== address);

function start(
  server: ServerState,
  event: Extract<ServerEvent, { type: 'server.started' }>,
): Ready {
  const address = safeLine(event.address);
  const { up, lost } =
    server.status === 'ready'
      ? server
      : { up: [], lost: server.status === 'lost' ? [server.address] : [] };
  return {
    status: 'ready',
    address,
    up: [...without(up, address), address],
    lost: event.kind === 'embedded' ? [] : without(lost, address),
    kind: event.kind,
    version: safeLine(event.version),
    source: safeSource(event.source),
  };
}

/** Without this one: undefined where it was the last. */
function leave(server: Ready, address: string): Ready | undefined {
  const up = without(server.up, address);
  const last = up.at(-1);
  return last === undefined ? undefined : { ...server, up, address: last };
}

export function reduceServer(server: ServerState, event: ServerEvent): ServerState {
  const address = safeLine(event.address);
  switch (event.type) {
    case 'server.started':
      return start(server, event);
    case 'server.lost': {
      if (server.status === 'ready' && server.kind === 'attached') {
        const left = leave(server, address);
        if (left) return { ...left, lost: [...without(left.lost, address), address] };
      }
      return {
        status: 'lost',
        address,
        error: safeError(event.error),
        retrying: event.retrying,
        ...('source' in server && server.source ? { source: server.source } : {}),
      };
    }
    case 'server.recycled': {
      if (server.status !== 'ready') return server;
      const others = server.kind === 'attached' ? without(server.up, safeLine(event.previous)) : [];
      return { ...server, address, up: [...without(others, address), address] };
    }
    case 'server.ended':
      return server;
  }
}

/** Which servers are in use, for people. */
export const serversText = ({ up, lost, address }: Ready): string => {
  const names = up.length === 1 ? `server ${address}` : `${up.length} servers`;
  return lost.length === 0 ? names : `${names}, ${lost.length} lost`;
};
