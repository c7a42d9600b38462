import type { Identities, Identity } from '../../copilot/identity.ts';
import type { ModelChoice } from '../../copilot/model-choice.ts';
import type { ConfiguredUser, UserSetting } from '../config/read-users.ts';
import type { Io } from '../io.ts';
import { secretVariables } from './environment-secrets.ts';

const settingOf = (user: ConfiguredUser): UserSetting =>
  typeof user === 'string' ? { name: user } : user;

/**
 * By user, what the configuration says of them, with the tokens. These are taken out of the environment, so that no
 * program which is started from here finds them there.
 */
export function takeIdentities(
  users: readonly ConfiguredUser[],
  { environment, secrets }: Pick<Io, 'environment' | 'secrets'>,
): Identities {
  const settings = users.map(settingOf);
  const tokens = new Map<string, string>();
  for (const { 'token-env': variable } of settings) {
    const token = variable && environment[variable]?.trim();
    if (variable && token) tokens.set(variable, token);
  }
  for (const [variable, token] of tokens) {
    secrets?.push(token);
    // Those may be everyone's as well, and are withheld by name.
    if (!secretVariables.includes(variable)) delete environment[variable];
  }
  const identities = settings.flatMap(
    ({ name, model, 'token-env': variable }): [string, Identity][] => {
      if (model === undefined && variable === undefined) return [];
      const token = tokens.get(variable ?? '');
      const own = {
        ...(variable && { variable }),
        ...(token && { token }),
        ...(model && { model }),
      };
      return [[name, own]];
    },
  );
  return new Map(identities);
}

/** Whether users' own tokens count: where GitHub could answer, and the operator wants no other. */
export const usesOwnTokens = ({ kind }: ModelChoice, offline = false): boolean =>
  !offline && (kind === 'github' || kind === 'offline');

/** What counts of users' identities where answers come from this choice. */
export function identitiesFor(
  identities: Identities | undefined,
  choice: ModelChoice,
  offline?: boolean,
): Identities {
  const all = [...(identities ?? [])];
  if (usesOwnTokens(choice, offline)) return new Map(all);
  return new Map(all.flatMap(([user, { model }]) => (model ? [[user, { model }]] : [])));
}
