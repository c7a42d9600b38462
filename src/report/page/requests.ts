import { durationText } from '../../screen/fate-text.ts';
import { type Html, html } from '../html.ts';
import { limits } from '../limits.ts';
import { isProblem, type RequestView, type ToolView } from '../model.ts';
import type { Scope } from './scope.ts';
import { badge, block, counted, elapsed, mark, owner, type Tone } from './words.ts';

const states: Record<RequestView['state'], readonly [Tone, string]> = {
  answered: ['good', 'answered'],
  failed: ['bad', 'failed'],
  cancelled: ['warn', 'cancelled'],
  open: ['warn', 'not ended'],
};

const fates: Record<RequestView['fate'], readonly [Tone, string]> = {
  gone: ['good', 'session gone'],
  cleared: ['warn', 'session gone late'],
  leaked: ['bad', 'session leaked'],
  live: ['bad', 'session’s fate unknown'],
  none: ['plain', 'no session'],
};

const toolStates: Record<ToolView['state'], readonly [Tone, string]> = {
  done: ['good', 'done'],
  refused: ['bad', 'refused'],
  open: ['warn', 'did not end'],
};

const toolItem = (tool: ToolView): Html =>
  html`<li class="tool"><p class="head">${badge(...toolStates[tool.state])} <code>${tool.tool}</code>${
    tool.milliseconds !== undefined &&
    html` <span class="aside">${durationText(tool.milliseconds)}</span>`
  }</p>${tool.unhandled && html`<p class="why">${mark('bad')} served by the runtime itself, not by our tools</p>`}
${block('arguments', tool.arguments)}${tool.state !== 'open' && block('the model was told', tool.result)}${
  tool.fault !== undefined &&
  html`<p class="why">${mark('bad')} it failed inside: ${tool.fault}</p>`
}</li>`;

/** From the prompt to the end of the session, each with how long after the prompt it was. */
function life(request: RequestView): Html {
  const { submitted, created, answered, destroyed, settled, fate } = request;
  const after = (moment: number) => durationText(moment - submitted);
  const phase = (name: string, moment: number | undefined) =>
    moment !== undefined && html`<li>${name} <span class="faint">${after(moment)}</span></li>`;
  const last = { gone: 'confirmed gone', cleared: 'gone after all', leaked: 'leaked' };
  return html`<div class="block"><p class="label">life of the session${
    request.session !== undefined && html` <code>${request.session}</code>`
  }</p><ol class="life"><li>submitted</li>${phase('created', created)}${phase('answered', answered)}${phase('destroyed', destroyed)}${
    fate in last && phase(last[fate as keyof typeof last], settled)
  }</ol></div>`;
}

function details(request: RequestView, { anchor, run }: Scope): Html {
  const { error, leak, retries, tools, moreTools, inputTokens, outputTokens } = request;
  const wrong = [
    ...(error
      ? [
          html`<p class="why">${mark('bad')} <code>${error.code}</code> ${error.message} <span class="faint">${error.advice}</span></p>`,
        ]
      : []),
    // Where the request failed by the same, it is told already.
    ...(leak && leak.code !== error?.code
      ? [
          html`<p class="why">${mark('bad')} ${request.fate === 'cleared' ? 'leaked at first' : 'leaked'}: <code>${leak.code}</code> ${leak.message} <span class="faint">${leak.advice}</span></p>`,
        ]
      : []),
    ...retries.map((reason) => html`<p class="why">${mark('warn')} tried again: ${reason}</p>`),
  ];
  const answered = request.answered !== undefined || request.state === 'answered';
  return html`<div class="body">${wrong}
${block('prompt', request.prompt)}
${
  tools.length > 0 &&
  html`<div class="block"><p class="label">${counted(tools.length + moreTools, 'tool call')}</p><ol class="plain tools">${tools.map(toolItem)}</ol>${
    moreTools > 0 && html`<p class="cut">${counted(moreTools, 'more call')} left out</p>`
  }</div>`
}
${answered ? block('answer', request.answer, 'answer') : request.answer.text !== '' && block('answer, cut off', request.answer, 'answer')}
${life(request)}
<p class="aside">${inputTokens + outputTokens > 0 && html`<span>${inputTokens.toLocaleString('en')} tokens in, ${outputTokens.toLocaleString('en')} out</span> `}${
    request.step !== undefined &&
    html`<a href="#${anchor(`step-${request.step}`)}">step ${request.step}</a> `
  }${run.changes.length > 0 && html`<a class="needs-script" href="#${anchor('files')}" data-run="${anchor('files-data')}" data-moment="${request.moment}">files after this request</a>`}</p></div>`;
}

function item(request: RequestView, scope: Scope, body: Html | undefined): Html {
  const { run, anchor, hue } = scope;
  const problem = isProblem(request);
  const firstLine = request.prompt.text.split('\n').find((line) => line.trim() !== '') ?? '';
  const name = html`<span class="id">${request.request}</span> ${owner(request.user, request.client, hue(request.user))} <span class="prompt" dir="auto">${firstLine.slice(0, 160)}</span>`;
  const words = html`<span class="badges">${badge(...states[request.state])}${request.fate !== 'gone' && badge(...fates[request.fate])}</span>
<span class="aside"><span>${counted(request.tools.length + request.moreTools, 'tool call')}</span> <span>${
    request.milliseconds === undefined ? 'not ended' : durationText(request.milliseconds)
  }</span> <span>${elapsed(request.submitted, run.began)}</span></span>`;
  const about = html`id="${anchor(request.request)}" data-user="${request.user}" data-problem="${problem ? 1 : 0}"`;
  if (!body) {
    return html`<li class="request" ${about}><div class="summary">${name}${words}</div><p class="cut">its details are left out: the page has reached its size</p></li>`;
  }
  return html`<li class="request" ${about}><details${problem && html` open`}><summary>${name}${words}</summary>${body}</details></li>`;
}

/** The details of the requests of a run that went wrong, or of those that did not, as long as there is room. */
export function requestDetails(
  scope: Scope,
  wrong: boolean,
): readonly (readonly [RequestView, Html])[] {
  return scope.run.requests
    .filter((request) => isProblem(request) === wrong)
    .flatMap((request) => {
      const body = scope.budget.take(details(request, scope));
      return body ? [[request, body] as const] : [];
    });
}

/** Each request with all that became of it; those that went wrong are open. */
export function requestsSection(scope: Scope, bodies: ReadonlyMap<RequestView, Html>): Html {
  const { run, anchor, heading } = scope;
  const { requests, totals, users } = run;
  if (totals.requests === 0) return html``;
  const unlisted = totals.requests - requests.length;
  const field = anchor('filter');
  return html`<section class="panel" aria-labelledby="${anchor('requests')}">
${heading(0, 'requests', html`Requests <span class="count">${counted(totals.requests, 'request')}</span>`)}
${
  requests.length > 1 &&
  html`<search class="filter needs-script" data-list="${anchor('list')}">
<label for="${field}-text">Find <input type="search" id="${field}-text" autocomplete="off"></label>
<label for="${field}-user">User <select id="${field}-user"><option value="">all</option>${users.slice(0, limits.users).map(({ name }) => html`<option>${name}</option>`)}</select></label>
<label><input type="checkbox"> only those that went wrong</label>
<button type="button" data-open="1">open all</button><button type="button" data-open="">close all</button>
<output aria-live="polite" for="${field}-text ${field}-user"></output></search>`
}
<ol class="plain requests" id="${anchor('list')}">${requests.map((request) => item(request, scope, bodies.get(request)))}</ol>
${unlisted > 0 && html`<p class="cut">${counted(unlisted, 'more request')} not listed; they are counted in the totals</p>`}</section>`;
}
