import type { ModelChoice } from '../../src/copilot/model-choice.ts';

/** An endpoint of a test's, as the provider that answers. */
export const providerAt = (
  { baseUrl, apiKey }: { readonly baseUrl: string; readonly apiKey: string },
  model = 'scripted',
): ModelChoice => ({
  kind: 'provider',
  url: baseUrl,
  type: 'openai',
  wireApi: 'completions',
  apiKey,
  model,
});
