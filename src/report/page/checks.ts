import { durationText } from '../../screen/fate-text.ts';
import { type Html, html } from '../html.ts';
import type { CheckView, StepView } from '../model.ts';
import type { Scope } from './scope.ts';
import { badge, counted, mark } from './words.ts';

const checkItem = ({ check, passed, seen }: CheckView): Html =>
  html`<li class="check ${passed ? '' : 'failed'}">${mark(passed ? 'good' : 'bad')}<div><span class="hidden">${
    passed ? 'passed: ' : 'failed: '
  }</span><span dir="auto">${check}</span>${
    seen !== '' &&
    html` <span class="seen"><span class="label">${passed ? 'came' : 'seen instead'}</span> <span dir="auto">${seen}</span></span>`
  }</div></li>`;

const checkList = (checks: readonly CheckView[]): Html =>
  html`<ul class="plain checks">${checks.map(checkItem)}</ul>`;

const tones = { passed: 'good', failed: 'bad', open: 'warn' } as const;
const states = { passed: 'passed', failed: 'failed', open: 'not finished' } as const;

function stepItem(step: StepView, { run, anchor }: Scope): Html {
  const requests = run.requests.filter(({ step: of }) => of === step.number);
  return html`<li class="step" id="${anchor(`step-${step.number}`)}"><div class="head">${badge(tones[step.state], states[step.state])}
<span class="what" dir="auto"><span class="faint">${step.number}.</span> ${step.does}</span>
<span class="aside">${requests.slice(0, 30).map(({ request }) => html`<a href="#${anchor(request)}">${request}</a> `)}${
    step.line !== undefined && html`<span>line ${step.line}</span> `
  }${step.milliseconds !== undefined && html`<span>${durationText(step.milliseconds)}</span>`}</span></div>
${step.checks.length > 0 && checkList(step.checks)}${
  step.moreChecks > 0 &&
  html`<p class="cut">${counted(step.moreChecks, 'more check')} not listed</p>`
}</li>`;
}

/** What was checked: those that failed first and open, then everything in its order. */
export function checksSection(scope: Scope): Html {
  const { run, anchor, heading } = scope;
  const { checksPassed, checksFailed, steps } = run.totals;
  if (run.steps.length === 0 && run.rules.length === 0) return html``;
  const failedSteps = run.steps.filter(({ state }) => state !== 'passed');
  const failedRules = run.rules.filter(({ passed }) => !passed);
  const passedRules = run.rules.filter(({ passed }) => passed);
  const passedSteps = run.steps.filter(({ state }) => state === 'passed');
  const unlisted = steps - run.steps.length;
  const count = html`<span class="count">${counted(checksPassed, 'check')} passed, ${checksFailed === 0 ? 'none' : checksFailed} failed</span>`;
  const part = (title: string, body: Html) =>
    html`<details class="part"><summary>${title}</summary>${body}</details>`;
  return html`<section class="panel" aria-labelledby="${anchor('checks')}">
${heading(0, 'checks', html`What was checked ${count}`)}
${failedRules.length > 0 && checkList(failedRules)}
${failedSteps.length > 0 && html`<ol class="plain steps">${failedSteps.map((step) => stepItem(step, scope))}</ol>`}
${passedRules.length > 0 && part(`${counted(passedRules.length, run.steps.length > 0 ? 'standing rule' : 'check')} held`, checkList(passedRules))}
${passedSteps.length > 0 && part(`${counted(passedSteps.length, 'step')} passed`, html`<ol class="plain steps">${passedSteps.map((step) => stepItem(step, scope))}</ol>`)}
${unlisted > 0 && html`<p class="cut">${counted(unlisted, 'more step')} passed and not listed</p>`}
</section>`;
}
