import { createHash } from 'node:crypto';
import { type Html, html, Html as Markup } from '../html.ts';
import type { Report, Run, Verdict } from '../model.ts';
import { createBudget, withinBudget } from './budget.ts';
import { allLeaks } from './leaks.ts';
import { runBodies } from './run.ts';
import { createScope, type Scope } from './scope.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { sourceLines, verdictTones } from './summary.ts';
import { badge, clock, counted, rare } from './words.ts';

export interface PageFacts {
  readonly generated: Date;
  /** The version of this program. */
  readonly program: string;
}

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded, nothing is sent, and only this page's own style and script count. */
const policy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Without one a browser asks the page's host for one. */
const icons: Record<Verdict, string> = {
  passed: '%231a7f37',
  failed: '%23cf222e',
  unfinished: '%239a6700',
};
const icon = (verdict: Verdict): string =>
  `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Ccircle cx='4' cy='4' r='4' fill='${icons[verdict]}'/%3E%3C/svg%3E`;

export function verdictOf(runs: readonly Run[]): Verdict {
  if (runs.some(({ verdict }) => verdict === 'failed')) return 'failed';
  return runs.length === 0 || runs.some(({ verdict }) => verdict === 'unfinished')
    ? 'unfinished'
    : 'passed';
}

function overview(scopes: readonly Scope[]): Html {
  return html`<section class="panel" aria-labelledby="overview"><h2 id="overview">Overview</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Overview of runs"><table class="log"><caption class="hidden">Runs and their results</caption><thead><tr><th scope="col">Result</th><th scope="col">Run</th><th scope="col">Checks</th><th scope="col">Requests</th><th scope="col">Sessions not gone</th></tr></thead>
<tbody>${scopes.map(({ run, anchor }) => {
    const { checksPassed, checksFailed, requests, sessions, gone, cleared } = run.totals;
    const checks = [`${checksPassed} passed`, ...rare(checksFailed, 'failed')].join(', ');
    return html`<tr><td>${badge(verdictTones[run.verdict], run.verdict)}</td><td><a href="#${anchor('title')}">${run.title}</a></td><td>${checks}</td><td>${requests}</td><td>${sessions - gone - cleared}</td></tr>`;
  })}</tbody></table></div></section>`;
}

const cuts: Record<NonNullable<Report['cut']>, string> = {
  killed: 'The recording has no end: the program was killed while it recorded.',
  limit: 'The recording ends before the program did: it had become too large.',
};

/** The whole report as one page that needs no other file, no network and no permission. */
export function renderReport(report: Report, { generated, program }: PageFacts): string {
  const { cut } = report;
  const budget = createBudget();
  const runs = withinBudget(report.runs, budget);
  const [only] = runs;
  const alone = runs.length === 1;
  const scopes = runs.map((run, index) => createScope(run, index, alone, budget));
  const verdict = verdictOf(runs);
  const title = alone && only ? only.title : counted(runs.length, 'run');
  const sources = new Set(runs.map((run) => JSON.stringify(run.sources)));
  const sameSources = runs.length > 1 && sources.size === 1;
  const bodies = runBodies(scopes, sameSources);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="multiuser-repl ${program}">
<title>${verdict} · ${title} · multiuser-repl report</title>
<link rel="icon" href="${icon(verdict)}">
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header class="top ${verdictTones[verdict]}"><div class="wide">
<p class="product">multiuser-repl report</p>
<h1>${badge(verdictTones[verdict], verdict)} <span dir="auto">${title}</span></h1>
<label class="theme needs-script">Theme <select id="theme"><option value="">as the system</option><option value="light">light</option><option value="dark">dark</option></select></label>
</div></header>
<main id="main" class="wide">
${cut && html`<p class="banner warn">${badge('warn', 'not whole')} <span>${cuts[cut]}</span></p>`}
${runs.length === 0 && html`<p class="banner warn">${badge('warn', 'empty')} <span>Nothing happened.</span></p>`}
${alone ? bodies : [allLeaks(scopes), sameSources && only && sourceLines(only.sources), runs.length > 0 && overview(scopes), scopes.map((scope, index) => html`<section class="whole" aria-labelledby="${scope.anchor('title')}"><h2 id="${scope.anchor('title')}">${badge(verdictTones[scope.run.verdict], scope.run.verdict)} <span dir="auto">${scope.run.title}</span></h2>${bodies[index]}</section>`)]}
</main>
<footer class="wide"><p>Written by multiuser-repl ${program} on <time datetime="${generated.toISOString()}">${clock(generated.getTime())}</time>. Text from users, models and tools is shown as text; characters that can not be seen are written out, as in ‹U+202E›; secrets that the program knew are ‹secret›.</p></footer>
<script>${new Markup(script)}</script>
</body>
</html>
`;
  return page.markup;
}
