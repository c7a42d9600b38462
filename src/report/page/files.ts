import { bytesText } from '../../screen/bytes-text.ts';
import { type Html, html, jsonInHtml } from '../html.ts';
import type { FileChangeView } from '../model.ts';
import type { TimeScale } from '../time-scale.ts';
import type { Scope } from './scope.ts';
import { counted, elapsed, owner } from './words.ts';

/** Rows of the list of changes; the slider knows them all. */
const listedChanges = 300;

/** What the page's script shows the trees from: see `browser/files.js`. */
function treeData({ run, anchor, hue }: Scope, { at }: TimeScale, withContents: boolean): Html {
  const changes = run.changes.map((change) => [
    elapsed(change.at, run.began),
    Number(at(change.at).toFixed(2)),
    run.users.findIndex(({ name }) => name === change.user),
    change.path,
    change.kind,
    change.revision,
    bytesText(change.size),
    change.writer,
    change.request ?? '',
    change.request === undefined ? '' : anchor(change.request),
    change.content ?? -1,
  ]);
  return jsonInHtml({
    users: run.users.map(({ name }) => [name, hue(name)]),
    contents: withContents ? run.contents.map(({ text, more }) => [text, more]) : [],
    changes,
  });
}

const changeRow = (change: FileChangeView, { run, anchor, hue }: Scope): Html =>
  html`<tr><td>${elapsed(change.at, run.began)}</td><td>${owner(change.user, undefined, hue(change.user))}</td>
<td>${change.kind}</td><td class="path"><bdi>${change.path}</bdi></td><td>${change.kind === 'deleted' ? '' : bytesText(change.size)}</td><td>${change.revision}</td>
<td>${change.writer}${change.request !== undefined && html` <a href="#${anchor(change.request)}">${change.request}</a>`}</td></tr>`;

/** The users' files at any moment, and a list of all that changed. */
export function filesSection(scope: Scope, scale: TimeScale): Html {
  const { run, anchor, heading, budget } = scope;
  const { changes, totals } = run;
  if (totals.requests === 0 && totals.changes === 0) return html``;
  const slider = anchor('moment');
  const whole = treeData(scope, scale, true);
  const isWhole = budget.take(whole) !== undefined;
  const data = isWhole ? whole : budget.take(treeData(scope, scale, false));
  const trees =
    data &&
    html`<div class="trees" data-files="${anchor('files-data')}" data-lanes="${anchor('body')}">
<div class="slider needs-script"><label for="${slider}">Moment</label>
<button type="button" data-step="-1" aria-label="one change back">◀</button>
<input type="range" id="${slider}" min="0" max="${changes.length}" value="${changes.length}" step="1">
<button type="button" data-step="1" aria-label="one change on">▶</button>
<output for="${slider}" aria-live="polite"></output></div>
<div class="users"></div>
<noscript><p>The trees need this page’s script. Below is what changed, in order.</p></noscript></div>
<script type="application/json" id="${anchor('files-data')}">${data}</script>${!isWhole && html`<p class="cut">the page has reached its size: what the files held is left out</p>`}`;
  const rows = budget.takeAll(
    changes.slice(0, listedChanges).map((change) => changeRow(change, scope)),
  );
  const log = html`<details class="part"><summary>List of ${counted(totals.changes, 'change')}</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of files"><table class="log"><caption class="hidden">Changes of files, in order</caption>
<thead><tr><th scope="col">Time</th><th scope="col">User</th><th scope="col">Change</th><th scope="col">File</th><th scope="col">Size</th><th scope="col">Revision</th><th scope="col">By</th></tr></thead>
<tbody>${rows}</tbody></table></div>
${totals.changes > rows.length && html`<p class="cut">${counted(totals.changes - rows.length, 'more change')} not listed</p>`}</details>`;
  return html`<section class="panel" aria-labelledby="${anchor('files')}">
${heading(0, 'files', html`Files <span class="count">${counted(totals.changes, 'change')}</span>`)}
${changes.length === 0 ? html`<p>No file was changed.</p>` : [trees ?? html`<p class="cut">the page has reached its size: the trees are left out</p>`, log]}
${totals.changes > changes.length && html`<p class="cut">the page has reached its size: ${counted(totals.changes - changes.length, 'later change')} left out</p>`}</section>`;
}
