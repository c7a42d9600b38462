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

const list = (items: readonly Html[]): Html => html`<ul class="plain checks">${items}</ul>`;

const tones = { passed: 'good', failed: 'bad', open: 'warn' } as const;
const states = { passed: 'passed', failed: 'failed', open: 'not finished' } as const;

function stepItem(step: StepView, { run, anchor }: Scope, checks: readonly CheckView[]): Html {
  const requests = run.requests.filter(({ step: of }) => of === step.number);
  const left = step.moreChecks + step.checks.length - checks.length;
  return html`<li class="step" id="${anchor(`step-${step.number}`)}"><div class="head">${badge(tones[step.state], states[step.state])}
<span class="what" dir="auto"><span class="faint">${step.number}.</span> ${step.does}</span>
<span class="aside">${requests.slice(0, 30).map(({ request }) => html`<a href="#${anchor(request)}">${request}</a> `)}${
    step.line !== undefined && html`<span>line ${step.line}</span> `
  }${step.milliseconds !== undefined && html`<span>${durationText(step.milliseconds)}</span>`}</span></div>
${checks.length > 0 && list(checks.map(checkItem))}${left > 0 && html`<p class="cut">${counted(left, 'check')} not listed</p>`}</li>`;
}

/** The items of as many steps as the page has room for; where it has little, without their checks. */
function stepItems(steps: readonly StepView[], scope: Scope): readonly Html[] {
  return steps.flatMap((step) => {
    const items = [stepItem(step, scope, step.checks), stepItem(step, scope, [])];
    return items.find((item) => scope.budget.take(item)) ?? [];
  });
}

/** What was checked: those that failed first and open, then everything in its order. */
export function checksSection(scope: Scope): Html {
  const { run, anchor, heading, budget } = scope;
  const { checksPassed, checksFailed, steps } = run.totals;
  if (run.steps.length === 0 && run.rules.length === 0) return html``;
  const failedSteps = run.steps.filter(({ state }) => state !== 'passed');
  const failedRules = run.rules.filter(({ passed }) => !passed);
  const passedRules = run.rules.filter(({ passed }) => passed);
  const passedSteps = run.steps.filter(({ state }) => state === 'passed');
  const failedRuleItems = budget.takeAll(failedRules.map(checkItem));
  const failed = stepItems(failedSteps, scope);
  const passedRuleItems = budget.takeAll(passedRules.map(checkItem));
  const passed = stepItems(passedSteps, scope);
  const unlisted = steps - failed.length - passed.length;
  const count = html`<span class="count">${counted(checksPassed, 'check')} passed, ${checksFailed === 0 ? 'none' : checksFailed} failed</span>`;
  const part = (title: string, body: Html) =>
    html`<details class="part"><summary>${title}</summary>${body}</details>`;
  return html`<section class="panel" aria-labelledby="${anchor('checks')}">
${heading(0, 'checks', html`What was checked ${count}`)}
${failedRuleItems.length > 0 && list(failedRuleItems)}
${failed.length > 0 && html`<ol class="plain steps">${failed}</ol>`}
${passedRules.length > 0 && part(`${counted(passedRules.length, run.steps.length > 0 ? 'standing rule' : 'check')} held`, list(passedRuleItems))}
${passed.length > 0 && part(`${counted(passedSteps.length, 'step')} passed`, html`<ol class="plain steps">${passed}</ol>`)}
${unlisted > 0 && html`<p class="cut">${counted(unlisted, 'more step')} not listed</p>`}
</section>`;
}
