/** Whose protocol a provider speaks. */
export type ProviderType = 'openai' | 'azure' | 'anthropic';

/** Where answers shall come from. The keys and tokens in here go into sessions and nowhere else. */
export type ModelChoice =
  /** The built-in model, which is no AI. `wordsPerSecond`: how fast it speaks; left out: as fast as it can. */
  | { readonly kind: 'offline'; readonly wordsPerSecond?: number }
  /** Attacks as its prompts say: see `offline-model/hostile.ts`. */
  | { readonly kind: 'hostile' }
  /** GitHub Copilot; without `model`, it chooses one. */
  | { readonly kind: 'github'; readonly token: string; readonly model?: string }
  /** Any endpoint that speaks one of these protocols. */
  | {
      readonly kind: 'provider';
      /** The base URL, as `https://host/v1`. */
      readonly url: string;
      readonly type: ProviderType;
      /** Which of OpenAI's two ways of asking it takes. */
      readonly wireApi: 'completions' | 'responses';
      readonly apiKey?: string;
      readonly bearerToken?: string;
      /** Left out: `default`. Most providers want a name of theirs. */
      readonly model?: string;
    };

/** What people may be told of a model source. Never holds a key. */
export interface ModelSourceInfo {
  readonly kind: ModelChoice['kind'];
  /** The model's name; `automatic` where GitHub Copilot chooses. */
  readonly model: string;
  /** `offline model (not an AI)`, `GitHub Copilot`, or the provider's URL. */
  readonly label: string;
}

/** What comes before the environment. */
export interface ModelOptions {
  /** The built-in model, whatever else is set. */
  readonly offline?: boolean;
  /** Instead of `COPILOT_MODEL`. */
  readonly model?: string;
  /** Instead of `COPILOT_PROVIDER_BASE_URL`. */
  readonly providerUrl?: string;
  /** Instead of `COPILOT_PROVIDER_TYPE`; else `openai`. */
  readonly providerType?: ProviderType;
  /** How fast the offline model speaks; undefined: as fast as it can. */
  readonly wordsPerSecond?: number;
}

/** The model named when a provider is used and none was chosen: most take any name of theirs, none is known here. */
const unnamedModel = 'default';

/**
 * Where answers come from, as the program itself chooses. In this order: `offline`, a provider's URL
 * (`COPILOT_PROVIDER_BASE_URL`), a token of GitHub's (`COPILOT_GITHUB_TOKEN`, `GH_TOKEN`, `GITHUB_TOKEN`, as Copilot CLI
 * has it), else the offline model. An empty variable is one that is not set. Nothing is checked or reached for.
 */
export function chooseModel(
  environment: Readonly<Record<string, string | undefined>>,
  options: ModelOptions = {},
): ModelChoice {
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

/** All that must never be told of a choice, in no error and in no event. */
export function secretsOf(choice: ModelChoice): readonly string[] {
  if (choice.kind === 'github') return [choice.token];
  if (choice.kind !== 'provider') return [];
  const { apiKey, bearerToken, url } = choice;
  const inUrl = URL.canParse(url) ? [new URL(url).password, new URL(url).username] : [];
  return [apiKey, bearerToken, ...inUrl].filter((secret): secret is string => Boolean(secret));
}

/** Whether answers come from beyond this machine. */
export function isOutward(choice: ModelChoice): boolean {
  if (choice.kind === 'github') return true;
  if (choice.kind !== 'provider') return false;
  const host = URL.canParse(choice.url) ? new URL(choice.url).hostname : '';
  return !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
}
