import { durationText } from '../../screen/fate-text.ts';
import { type Html, html } from '../html.ts';
import { isLeak, isProblem, type RequestView } from '../model.ts';
import { createTimeScale, type Span, type TimeScale } from '../time-scale.ts';
import type { Scope } from './scope.ts';
import { counted, elapsed, owner } from './words.ts';

const states = {
  answered: 'answered',
  failed: 'failed',
  cancelled: 'cancelled',
  open: 'not ended',
} as const;

/** The last that is known of a request. */
const endOf = (request: RequestView, until: number): number =>
  request.ended ?? request.settled ?? until;

export function timelineScale({ run }: Pick<Scope, 'run'>): TimeScale {
  const busy = run.requests.map(
    (request): Span => ({ from: request.submitted, to: endOf(request, run.ended) }),
  );
  return createTimeScale({ from: run.began, to: run.ended }, busy);
}

const percent = (value: number): string => `${value.toFixed(2)}%`;

/** Waiting, working, and destroying the session: each with a shape of its own. */
function bar(request: RequestView, { run, anchor }: Scope, { at }: TimeScale): Html {
  const end = endOf(request, run.ended);
  const working = request.created ?? end;
  const closing = Math.max(working, request.answered ?? end);
  const rect = (kind: string, from: number, to: number, y: number, height: number): Html =>
    to > from || kind.startsWith('work')
      ? html`<rect class="${kind}" x="${percent(at(from))}" width="${percent(Math.max(0.15, at(to) - at(from)))}" y="${y}" height="${height}"/>`
      : html``;
  const tools = request.tools.map(({ at: moment }) => percent(at(moment)));
  const tone = request.state === 'answered' ? '' : ' bad';
  const label = `${request.request} ${states[request.state]}, ${elapsed(request.submitted, run.began)}, ${durationText(end - request.submitted)}`;
  const wrong = isProblem(request);
  const late = at(end) > 92;
  return html`<a href="#${anchor(request.request)}" tabindex="-1"><title>${label}</title>${rect('wait', request.submitted, working, 14, 4)}${
    request.created !== undefined && rect(`work${tone}`, working, closing, 6, 20)
  }${request.created !== undefined && rect('close', closing, end, 11, 10)}${tools.map(
    (x) => html`<rect class="tool" x="${x}" width="2" y="20" height="6"/>`,
  )}${
    wrong &&
    html`<text class="wrong" x="${percent(at(end))}" dx="${late ? -4 : 4}" y="21" text-anchor="${late ? 'end' : 'start'}">${isLeak(request) ? '✗ leak' : '✗'}</text>`
  }</a>`;
}

function row(
  user: string,
  client: string,
  name: string | undefined,
  scope: Scope,
  scale: TimeScale,
): Html {
  const { run, hue } = scope;
  const requests = run.requests.filter((each) => each.user === user && each.client === client);
  const bad = requests.filter(({ state }) => state !== 'answered').length;
  const summary = `${counted(requests.length, 'request')}${bad > 0 ? `, ${bad} not answered` : ''}`;
  const told = requests
    .slice(0, 12)
    .map(
      (each) => `${each.request} ${states[each.state]} at ${elapsed(each.submitted, run.began)}`,
    );
  const more = requests.length > told.length ? ['and more'] : [];
  return html`<tr><th scope="row">${owner(user, client, hue(user))}${name !== undefined && html` <bdi class="faint">${name}</bdi>`}<span class="faint small">${summary}</span></th>
<td><svg class="lane" role="img" aria-label="${[summary, ...told, ...more].join('; ')}">${scale.folds.map(
    ({ from, to }) =>
      html`<rect class="fold" x="${percent(scale.at(from))}" width="${percent(scale.at(to) - scale.at(from))}" y="0" height="32"/>`,
  )}${scale.ticks.map(({ at }) => html`<line class="grid" x1="${percent(at)}" x2="${percent(at)}" y1="0" y2="32"/>`)}${requests.map(
    (request) => bar(request, scope, scale),
  )}<line class="moment" x1="100%" x2="100%" y1="0" y2="32"/></svg></td></tr>`;
}

const legend = (folds: number): Html =>
  html`<ul class="legend plain">
<li><svg width="22" height="20" aria-hidden="true"><rect class="wait" x="0" width="22" y="8" height="4"/></svg> waits for its session</li>
<li><svg width="22" height="20" aria-hidden="true"><rect class="work" x="0" width="22" y="0" height="20"/><rect class="tool" x="6" width="2" y="14" height="6"/><rect class="tool" x="14" width="2" y="14" height="6"/></svg> session works, a notch for each tool call</li>
<li><svg width="22" height="20" aria-hidden="true"><rect class="close" x="0" width="22" y="5" height="10"/></svg> answered, session is destroyed</li>
<li><svg width="22" height="20" aria-hidden="true"><text class="wrong" x="5" y="15">✗</text></svg> failed, cancelled or leaked</li>
<li class="needs-script"><svg width="22" height="20" aria-hidden="true"><line class="moment" x1="11" x2="11" y1="0" y2="20"/></svg> moment of the files below</li>
${folds > 0 && html`<li><svg width="22" height="20" aria-hidden="true"><rect class="fold" x="0" width="22" y="0" height="20"/></svg> idle time, folded</li>`}</ul>`;

/** A row for each client, under its user: when its sessions waited, worked and were destroyed. */
export function timelineSection(scope: Scope, scale: TimeScale): Html {
  const { run, anchor, heading, budget } = scope;
  if (run.requests.length === 0) return html``;
  const active = new Set(run.requests.map(({ user, client }) => JSON.stringify([user, client])));
  const all = run.users.flatMap(({ name: user, clients }) =>
    clients
      .filter(({ id }) => active.has(JSON.stringify([user, id])))
      .map(({ id, name }) => row(user, id, name, scope, scale)),
  );
  const rows = budget.takeAll(all);
  return html`<section class="panel" aria-labelledby="${anchor('timeline')}">
${heading(0, 'timeline', html`Timeline <span class="count">${counted(all.length, 'client')}, ${durationText(run.ended - run.began)}</span>`)}
<table class="timeline"><caption class="hidden">Sessions by user and client over time</caption>
<thead><tr><th scope="col"><span class="hidden">Client</span></th><th scope="col"><span class="hidden">Time since the beginning</span><svg class="axis" aria-hidden="true">${scale.ticks.map(
    ({ at, moment }) => html`<text x="${percent(at)}" y="12">${elapsed(moment, run.began)}</text>`,
  )}</svg></th></tr></thead>
<tbody>${rows}</tbody></table>${all.length > rows.length && html`<p class="cut">${counted(all.length - rows.length, 'more client')} not listed</p>`}${legend(scale.folds.length)}</section>`;
}
