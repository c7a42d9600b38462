import { errorText, reportError } from '../../../repl/errors.ts';
import type { ReplEvent } from '../../../repl/events.ts';
import { identityText, lacksModel, screenIdentity } from '../../../screen/identity-text.ts';
import { withHeadless } from '../../heart/headless.ts';
import { usesOwnTokens } from '../../heart/identities.ts';
import { modelChoice } from '../../heart/provider-environment.ts';
import { replOptions } from '../../heart/repl-options.ts';
import type { Io } from '../../io.ts';
import type { Finding } from './finding.ts';
import type { DoctorFlags } from './flags.ts';

/** Who the users are that the configuration gives a token or a model of their own. Never the token. */
export async function userFindings(flags: DoctorFlags, io: Io): Promise<readonly Finding[]> {
  const { identities = new Map() } = flags;
  if (identities.size === 0) return [];
  const choice = modelChoice(io.environment, flags);
  const users = [...identities.keys()];
  if (!usesOwnTokens(choice, flags.offline)) {
    const found = 'the token is not used: answers come from elsewhere';
    return users.map((user) => ({ what: user, found }));
  }
  const findings: Finding[] = [];
  const onEvent = (event: ReplEvent) => {
    if (event.type !== 'user.identified') return;
    const identity = screenIdentity(event);
    const wrong = identity.error !== undefined || lacksModel(identity);
    findings.push({ what: event.user, found: identityText(identity), ...(wrong && { wrong }) });
  };
  const options = replOptions({ ...flags, user: users }, io);
  const server = { ...options.server, keepLeftovers: true };
  try {
    await withHeadless({ ...options, server }, io, onEvent, ({ repl }) =>
      repl.execute({ type: 'identify' }),
    );
  } catch (error) {
    io.interrupted.throwIfAborted();
    return [{ what: 'users', found: errorText(reportError(error)), wrong: true }];
  }
  return findings.sort((a, b) => users.indexOf(a.what) - users.indexOf(b.what));
}
