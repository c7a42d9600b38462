import { durationText } from '../../screen/fate-text.ts';
import { type Html, html } from '../html.ts';
import type { Run, SourceView, Totals, Verdict } from '../model.ts';
import type { Scope } from './scope.ts';
import { badge, clock, elapsed, mark, rare, type Tone } from './words.ts';

export const verdictTones: Record<Verdict, Tone> = {
  passed: 'good',
  failed: 'bad',
  unfinished: 'warn',
};

/** Who answered. The offline model never passes for an AI. */
function sourceLine({ kind, label, model, user }: SourceView): Html {
  const whose = user === undefined ? 'Answers' : html`<bdi>${user}</bdi>’s answers`;
  if (kind === 'offline' || kind === 'hostile') {
    return html`<p class="banner warn">${badge('warn', 'not an AI')} <span>${whose} came from the <strong>${label}</strong>: ${
      kind === 'offline'
        ? 'a planner built into multiuser-repl, which reads plain requests and calls the tools. What it answers says nothing about a real model.'
        : 'it does what its prompts say, to show that an attack fails.'
    }</span></p>`;
  }
  return html`<p class="banner plain"><span>${whose} came from <strong>${label}</strong>, model <strong>${model}</strong>.</span></p>`;
}

export const sourceLines = (sources: readonly SourceView[]): Html =>
  sources.length === 0
    ? html`<p class="banner warn">${badge('warn', 'unknown')} <span>Nothing says which model source answered.</span></p>`
    : html`${sources.map(sourceLine)}`;

const card = (name: string, value: number | string, more: readonly string[], bad: boolean): Html =>
  html`<div class="card"><dt>${name}</dt><dd><span class="value">${typeof value === 'number' ? value.toLocaleString('en') : value}</span>${
    more.length > 0 && html`<span class="more">${bad && mark('bad')} ${more.join(' · ')}</span>`
  }</dd></div>`;

/** The figures of a run, counted over all that happened. */
export function totalCards(totals: Totals): Html {
  const { requests, answered, failed, cancelled, sessions, gone, cleared, leaked } = totals;
  const open = requests - answered - failed - cancelled;
  const live = sessions - gone - cleared - leaked;
  const ends = [
    `${answered} answered`,
    ...rare(failed, 'failed'),
    ...rare(cancelled, 'cancelled'),
    ...rare(open, 'not ended'),
  ];
  const fates = [
    `${gone} gone`,
    ...rare(cleared, 'gone late'),
    ...rare(leaked, 'leaked'),
    ...rare(live, 'unknown'),
  ];
  const checks = totals.checksPassed + totals.checksFailed;
  const { medianMilliseconds: median, slowestMilliseconds: slowest } = totals;
  return html`<dl class="cards">
${checks > 0 && card('checks', checks, [`${totals.checksPassed.toLocaleString('en')} passed`, ...rare(totals.checksFailed, 'failed')], totals.checksFailed > 0)}
${card('requests', requests, ends, failed > 0)}
${card('sessions', sessions, fates, leaked + live > 0)}
${card('tool calls', totals.calls, rare(totals.refusedCalls, 'refused'), false)}
${card('file changes', totals.changes, [], false)}
${median !== undefined && slowest !== undefined && card('time of a request', durationText(median), [`median; slowest ${durationText(slowest)}`], false)}
${totals.inputTokens + totals.outputTokens > 0 && card('tokens', totals.inputTokens + totals.outputTokens, [`${totals.inputTokens.toLocaleString('en')} in`, `${totals.outputTokens.toLocaleString('en')} out`], false)}
</dl>`;
}

export const runFacts = ({ began, ended, users, scenario }: Run): Html =>
  html`<p class="facts">${scenario !== undefined && html`<span>scenario <strong>${scenario}</strong></span> `}${
    began > 0 &&
    html`<span><time datetime="${new Date(began).toISOString()}">${clock(began)}</time></span> `
  }<span>took ${durationText(ended - began)}</span> <span>${users.length} ${users.length === 1 ? 'user' : 'users'}: ${users
    .slice(0, 30)
    .map(
      ({ name }, index) => html`${index > 0 && ', '}<bdi>${name}</bdi>`,
    )}${users.length > 30 && ' …'}</span></p>`;

/** What happened beside requests and files. */
export function noticesSection({ run, anchor, heading, budget }: Scope): Html {
  if (run.notices.length === 0) return html``;
  return html`<section class="panel" aria-labelledby="${anchor('events')}">${heading(0, 'events', html`Other events`)}
<ul class="plain notices">${budget.takeAll(
    run.notices.map(
      ({ at, bad, text }) =>
        html`<li>${mark(bad ? 'bad' : 'plain')} <span class="faint">${elapsed(at, run.began)}</span> ${text}</li>`,
    ),
  )}</ul></section>`;
}
