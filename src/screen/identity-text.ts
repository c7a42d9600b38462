import { errorText } from '../repl/errors.ts';
import type { ReplEvent } from '../repl/events.ts';
import { safeLine } from './safe-text.ts';
import type { ScreenIdentity } from './state.ts';

type Identified = Extract<ReplEvent, { type: 'user.identified' }>;

/** What an event tells of a user, safe for a terminal. */
export function screenIdentity(event: Identified): ScreenIdentity {
  const { variable, model, login, plan, models, error } = event;
  return {
    ...(variable !== undefined && { variable: safeLine(variable) }),
    ...(model !== undefined && { model: safeLine(model) }),
    ...(login !== undefined && { login: safeLine(login) }),
    ...(plan !== undefined && { plan: safeLine(plan) }),
    ...(models && { models: models.map((name) => safeLine(name)) }),
    ...(error && {
      error: {
        code: safeLine(error.code),
        message: safeLine(error.message),
        ...(error.advice && { advice: safeLine(error.advice) }),
      },
    }),
  };
}

/** Whether a user asks for a model that GitHub does not let them have. */
export const lacksModel = ({ model, models }: ScreenIdentity): boolean =>
  model !== undefined && model !== 'auto' && models !== undefined && !models.includes(model);

/** Models that are named; how many there are is said in any case. */
const most = 5;

function modelsText(identity: ScreenIdentity): readonly string[] {
  const { model, models } = identity;
  const asked = model === undefined ? [] : [`asks for ${model}`];
  if (!models) return asked;
  const more = models.length - most;
  const names = [...models.slice(0, most), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const own = `${models.length} ${models.length === 1 ? 'model' : 'models'}`;
  const problem = lacksModel(identity) ? [`${model} is none of them`] : [];
  return [...asked, names === '' ? own : `${own}: ${names}`, ...problem];
}

/** In a few words: `octocat · business`. */
export const shortIdentity = ({ login, plan, model, error }: ScreenIdentity): string =>
  error
    ? error.code
    : [login, plan, model].filter((each) => each !== undefined && each !== '').join(' · ');

/** Who a user is to GitHub: `octocat · business plan · by ALICE_TOKEN · asks for gpt-5 · 2 models: gpt-5, o3`. */
export function identityText(identity: ScreenIdentity): string {
  const { variable, login, plan, error } = identity;
  if (error) return errorText(error);
  return [
    ...(login === undefined ? [] : [login]),
    ...(plan === undefined ? [] : [`${plan} plan`]),
    ...(variable === undefined ? [] : [`by ${variable}`]),
    ...modelsText(identity),
  ].join(' · ');
}
