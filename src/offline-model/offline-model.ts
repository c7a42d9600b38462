import { startEndpoint } from './endpoint.ts';
import type { EndpointOptions, ModelEndpoint } from './model-endpoint.ts';
import { nextTurn } from './turn.ts';

/**
 * Starts the offline model. It is no AI: it turns simple requests about files into calls of the tools that a session
 * offers, by the names and arguments of `createFileTools`, and says so where it does not understand.
 */
export const startOfflineModel = (options?: EndpointOptions): Promise<ModelEndpoint> =>
  startEndpoint(nextTurn, options);
