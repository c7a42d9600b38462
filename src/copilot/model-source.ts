import type { SessionConfig } from '@github/copilot-sdk';
import { describeModel, type ModelChoice, type ModelSourceInfo } from './model-choice.ts';

/** A model source that is ready to answer. */
export interface ModelSource {
  readonly info: ModelSourceInfo;
  /** What a session has to be created with, so that this source answers in it. */
  readonly session: Pick<SessionConfig, 'model' | 'provider' | 'gitHubToken'>;
  /** The environment variable that the token came from, where it is one user's own. */
  readonly variable?: string;
  close(): Promise<void>;
}

async function startBuiltIn(choice: Extract<ModelChoice, { kind: 'offline' | 'hostile' }>) {
  if (choice.kind === 'hostile') {
    const { startEndpoint } = await import('../offline-model/endpoint.ts');
    const { hostileTurn } = await import('../offline-model/hostile.ts');
    return startEndpoint(hostileTurn);
  }
  const { startOfflineModel } = await import('../offline-model/offline-model.ts');
  const { wordsPerSecond } = choice;
  return startOfflineModel(wordsPerSecond === undefined ? {} : { wordsPerSecond });
}

/** Makes a choice ready: starts a built-in model's endpoint, if that is what was chosen. */
export async function openModelSource(choice: ModelChoice): Promise<ModelSource> {
  const info = describeModel(choice);
  if (choice.kind === 'github') {
    const { token: gitHubToken, model } = choice;
    return { info, session: { gitHubToken, ...(model && { model }) }, close: async () => {} };
  }
  if (choice.kind === 'provider') {
    const { url: baseUrl, type, wireApi, apiKey, bearerToken } = choice;
    const provider = {
      type,
      baseUrl,
      ...(type !== 'anthropic' && { wireApi }),
      ...(apiKey && { apiKey }),
      ...(bearerToken && { bearerToken }),
    };
    return { info, session: { model: info.model, provider }, close: async () => {} };
  }
  const { baseUrl, apiKey, model, close } = await startBuiltIn(choice);
  const provider = { type: 'openai', wireApi: 'completions', baseUrl, apiKey } as const;
  return { info, session: { model, provider }, close };
}
