import { CopilotError } from './errors.ts';
import type { Identity } from './identity.ts';
import type { ModelSourceInfo } from './model-choice.ts';
import type { ModelSource } from './model-source.ts';

/** @throws CopilotError `token-missing` where the user is to have a token and has none */
export function checkIdentity({ variable, token }: Identity = {}): void {
  if (variable === undefined || token !== undefined) return;
  throw new CopilotError(
    'token-missing',
    `${variable} is not set, and holds this user's token`,
    `Start again with ${variable} set to a GitHub token of this user's.`,
  );
}

/** What a user is told of where answers come from, before anything of it is known to work. */
export function infoFor({ variable, model }: Identity, shared: ModelSourceInfo): ModelSourceInfo {
  if (shared.kind === 'hostile') return shared;
  if (variable !== undefined)
    return { kind: 'github', label: 'GitHub Copilot', model: model ?? 'automatic' };
  return model === undefined || shared.kind === 'offline' ? shared : { ...shared, model };
}

/**
 * Where one user's answers come from. A user with a token of their own never has the shared one used.
 * @throws CopilotError `token-missing`
 */
export function sourceFor(identity: Identity | undefined, shared: ModelSource): ModelSource {
  if (!identity || shared.info.kind === 'hostile') return shared;
  checkIdentity(identity);
  const { variable, token: gitHubToken, model } = identity;
  const info = infoFor(identity, shared.info);
  if (variable !== undefined && gitHubToken !== undefined) {
    const session = { gitHubToken, ...(model && { model }) };
    return { info, session, variable, close: async () => {} };
  }
  if (model === undefined || shared.info.kind === 'offline') return shared;
  return { ...shared, info, session: { ...shared.session, model } };
}

/** A refused token, with the variable that it came from and what to do about it. */
export function explainRefusal(
  error: CopilotError,
  { variable }: Pick<ModelSource, 'variable'>,
): CopilotError {
  if (variable === undefined || error.code !== 'token-refused') return error;
  return new CopilotError(
    error.code,
    error.message,
    `The token in ${variable} is wrong or has expired, or its account may not use this model: start again with another one.`,
    { cause: error },
  );
}
