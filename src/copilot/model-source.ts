import type { SessionConfig } from '@github/copilot-sdk';

export type ProviderType = 'openai' | 'azure' | 'anthropic';

/** Where answers shall come from. The keys and tokens in here go into sessions and nowhere else. */
export type ModelChoice =
  | { readonly kind: 'offline'; readonly wordsPerSecond?: number }
  /** Attacks as its prompts say: see `offline-model/hostile.ts`. */
  | { readonly kind: 'hostile' }
  | { readonly kind: 'github'; readonly token: string; readonly model?: string }
  | {
      readonly kind: 'provider';
      readonly url: string;
      readonly type: ProviderType;
      readonly wireApi: 'completions' | 'responses';
      readonly apiKey?: string;
      readonly bearerToken?: string;
      readonly model?: string;
    };

/** What people may be told of a model source. Never holds a key. */
export interface ModelSourceInfo {
  readonly kind: ModelChoice['kind'];
  readonly model: string;
  /** `offline model (not an AI)`, `GitHub Copilot`, or the provider's URL. */
  readonly label: string;
}

/** A model source that is ready to answer. */
export interface ModelSource {
  readonly info: ModelSourceInfo;
  /** What a session has to be created with, so that this source answers in it. */
  readonly session: Pick<SessionConfig, 'model' | 'provider' | 'gitHubToken'>;
  close(): Promise<void>;
}

export interface ModelOptions {
  readonly offline?: boolean;
  readonly model?: string;
  readonly providerUrl?: string;
  readonly providerType?: ProviderType;
  /** How fast the offline model speaks; undefined: as fast as it can. */
  readonly wordsPerSecond?: number;
}

/** The model named when a provider is used and none was chosen: most take any name of theirs, none is known here. */
const unnamedModel = 'default';

/** In this order: `--offline`, a provider's URL, a token of GitHub's, else the offline model. Empty means unset. */
export function chooseModel(environment: NodeJS.ProcessEnv, options: ModelOptions): ModelChoice {
  const set = (name: string) => environment[name] || undefined;
  const model = options.model ?? set('COPILOT_MODEL');
  const url = options.providerUrl ?? set('COPILOT_PROVIDER_BASE_URL');
  const token = set('COPILOT_GITHUB_TOKEN') ?? set('GH_TOKEN') ?? set('GITHUB_TOKEN');
  const named = model === undefined ? {} : { model };
  if (options.offline || !(url || token)) {
    const { wordsPerSecond } = options;
    return { kind: 'offline', ...(wordsPerSecond !== undefined && { wordsPerSecond }) };
  }
  if (!url) return { kind: 'github', token: token ?? '', ...named };
  const apiKey = set('COPILOT_PROVIDER_API_KEY');
  const bearerToken = set('COPILOT_PROVIDER_BEARER_TOKEN');
  return {
    kind: 'provider',
    url,
    type: options.providerType ?? (set('COPILOT_PROVIDER_TYPE') as ProviderType) ?? 'openai',
    wireApi: set('COPILOT_PROVIDER_WIRE_API') === 'responses' ? 'responses' : 'completions',
    ...(apiKey && { apiKey }),
    ...(bearerToken && { bearerToken }),
    ...named,
  };
}

/** A provider's URL as people may see it: a user name or password in it is dropped, and so is any query. */
function visibleUrl(url: string): string {
  try {
    const { origin, pathname } = new URL(url);
    return `${origin}${pathname}`;
  } catch {
    return 'provider';
  }
}

/** What a choice is called, before anything of it is started. */
export function describeModel(choice: ModelChoice): ModelSourceInfo {
  switch (choice.kind) {
    case 'offline':
      return { kind: 'offline', model: 'offline', label: 'offline model (not an AI)' };
    case 'hostile':
      return { kind: 'hostile', model: 'offline', label: 'hostile model (attacks on purpose)' };
    case 'github':
      return { kind: 'github', model: choice.model ?? 'automatic', label: 'GitHub Copilot' };
    case 'provider':
      return {
        kind: 'provider',
        model: choice.model ?? unnamedModel,
        label: visibleUrl(choice.url),
      };
  }
}

async function startBuiltIn(choice: Extract<ModelChoice, { kind: 'offline' | 'hostile' }>) {
  const { startOfflineModel } = await import('../offline-model/endpoint.ts');
  if (choice.kind === 'hostile') {
    const { hostileTurn } = await import('../offline-model/hostile.ts');
    return startOfflineModel({ think: hostileTurn });
  }
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
