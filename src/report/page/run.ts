import { type Html, html } from '../html.ts';
import { checksSection } from './checks.ts';
import { filesSection } from './files.ts';
import { leaksSection } from './leaks.ts';
import { requestDetails, requestsSection } from './requests.ts';
import type { Scope } from './scope.ts';
import { noticesSection, runFacts, sourceLines, totalCards } from './summary.ts';
import { timelineScale, timelineSection } from './timeline.ts';

/** What has its room before the details of requests that went well. */
function sectionsOf(scope: Scope) {
  const scale = timelineScale(scope);
  return {
    leaks: leaksSection(scope),
    checks: checksSection(scope),
    timeline: timelineSection(scope, scale),
    files: filesSection(scope, scale),
    notices: noticesSection(scope),
  };
}

function links({ run, anchor }: Scope): Html {
  const parts: readonly (readonly [name: string, title: string, there: boolean])[] = [
    ['checks', 'Checks', run.steps.length + run.rules.length > 0],
    ['timeline', 'Timeline', run.requests.length > 0],
    ['requests', 'Requests', run.requests.length > 0],
    ['files', 'Files', run.requests.length > 0],
    ['events', 'Other events', run.notices.length > 0],
  ];
  return html`<nav class="jump" aria-label="${`Parts of ${run.title}`}">${parts
    .filter(([, , there]) => there)
    .map(([name, title]) => html`<a href="#${anchor(name)}">${title}</a> `)}</nav>`;
}

/** All that is told of each run, below its title. @param sourcesTold the page says already who answered */
export function runBodies(scopes: readonly Scope[], sourcesTold: boolean): readonly Html[] {
  // In this order, as long as there is room.
  const wrong = scopes.flatMap((scope) => requestDetails(scope, true));
  const sections = scopes.map((scope) => ({ scope, ...sectionsOf(scope) }));
  const details = new Map([...wrong, ...scopes.flatMap((scope) => requestDetails(scope, false))]);
  return sections.map(({ scope, leaks, checks, timeline, files, notices }) => {
    const { run, anchor } = scope;
    return html`<div class="run" id="${anchor('body')}">${leaks}${!sourcesTold && sourceLines(run.sources)}${runFacts(run)}${totalCards(run.totals)}
${links(scope)}
${checks}${timeline}${requestsSection(scope, details)}${files}${notices}</div>`;
  });
}
