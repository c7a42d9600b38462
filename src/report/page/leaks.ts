import { type Html, html } from '../html.ts';
import { limits } from '../limits.ts';
import { isLeak, type RequestView } from '../model.ts';
import type { Scope } from './scope.ts';
import { badge, counted, owner } from './words.ts';

function why({ fate, leak, server }: RequestView): string {
  if (fate === 'live') return 'what is told here ends before it was confirmed gone';
  const reason = leak ? `${leak.message} ${leak.advice}`.trim() : 'it was not confirmed gone';
  return server === undefined ? reason : `${reason} (server ${server})`;
}

const notGone = ({ sessions, gone, cleared }: Scope['run']['totals']): number =>
  sessions - gone - cleared;

/** What was left behind, before all else; or one line that says that nothing was. */
export function leaksSection({ run, anchor, heading, hue, budget }: Scope): Html {
  const leaks = run.requests.filter(isLeak).slice(0, limits.leaks);
  const { sessions, cleared } = run.totals;
  const left = notGone(run.totals);
  if (sessions === 0) return html``;
  if (leaks.length === 0 && left <= 0) {
    const late = cleared > 0 ? `, ${cleared} of them late` : '';
    return html`<p class="banner good">${badge('good', 'no leak')} <span>${counted(sessions, 'session')} created, every one confirmed gone${late}.</span></p>`;
  }
  const items = budget.takeAll(
    leaks.map(
      (
        request,
      ) => html`<li><a href="#${anchor(request.request)}">${request.request}</a> ${owner(request.user, request.client, hue(request.user))}
<span>${request.fate === 'leaked' ? 'leaked' : 'fate unknown'}: session <code>${request.session ?? 'none'}</code></span>
<span class="why">${why(request)}</span></li>`,
    ),
  );
  const unlisted = left - items.length;
  return html`<section class="panel alarm" aria-labelledby="${anchor('leaks')}">
${heading(0, 'leaks', html`${badge('bad', 'leaks')} ${counted(left, 'session')} not confirmed gone`)}
<ul class="plain">${items}</ul>${unlisted > 0 && html`<p class="cut">${counted(unlisted, 'more session')} not listed</p>`}</section>`;
}

/** The same for a page of several runs, whose own sections say what leaked. */
export function allLeaks(scopes: readonly Scope[]): Html {
  const sum = (figure: (totals: Scope['run']['totals']) => number) =>
    scopes.reduce((total, { run }) => total + figure(run.totals), 0);
  const sessions = sum((totals) => totals.sessions);
  const left = sum(notGone);
  if (sessions === 0) return html``;
  if (left === 0) {
    return html`<p class="banner good">${badge('good', 'no leak')} <span>${counted(sessions, 'session')} created in ${scopes.length} runs, every one confirmed gone.</span></p>`;
  }
  const where = scopes.filter(({ run }) => notGone(run.totals) > 0);
  return html`<p class="banner alarm">${badge('bad', 'leaks')} <span>${counted(left, 'session')} not confirmed gone, in ${where.map(
    ({ run, anchor }, index) =>
      html`${index > 0 && ', '}<a href="#${anchor('leaks')}">${run.title}</a>`,
  )}.</span></p>`;
}
