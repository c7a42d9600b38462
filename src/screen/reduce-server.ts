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

export function reduceServer(server: ServerState, event: ServerEvent): ServerState {
  switch (event.type) {
    case 'server.started':
      return {
        status: 'ready',
        address: safeLine(event.address),
        kind: event.kind,
        version: safeLine(event.version),
        source: safeSource(event.source),
      };
    case 'server.lost':
      return {
        status: 'lost',
        address: safeLine(event.address),
        error: safeError(event.error),
        retrying: event.retrying,
        ...('source' in server && server.source ? { source: server.source } : {}),
      };
    case 'server.recycled':
      return server.status === 'ready' ? { ...server, address: safeLine(event.address) } : server;
    case 'server.ended':
      return server;
  }
}
