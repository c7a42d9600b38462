import type { ReportEvent } from '../../src/report/events.ts';
import { at, requestEvents, started } from './sample-events.ts';

/** Text that would act, if it were anything but text. */
export const hostileTexts: readonly string[] = [
  '</script><script>owned = 1; alert(1)</script>',
  '<img src=x onerror="owned = 2; alert(2)">',
  '"><svg onload=alert(3)>',
  "' onfocus='alert(4)' autofocus x='",
  '<style>* { display: none }</style>',
  '<!-- <b>comment</b> -->',
  ']]><iframe srcdoc="<script>alert(5)</script>">',
  'javascript:alert(6)',
  '{{constructor.constructor("alert(7)")()}}',
  '&lt;b&gt;&amp;&#x3c;',
];

const invisible = 'exe.\u202efdp\u202c \u2066x\u2069 \u200b\u0000\u001b[31m\u009b2J \u2028 \ud800';
const all = [...hostileTexts, invisible].join(' ');
const huge = 'W'.repeat(300_000);
const of = { user: `mallory ${hostileTexts[2]}`, client: `C1${hostileTexts[3]}` };

/** A run in which everything that can be text is hostile. */
export const hostileEvents: readonly ReportEvent[] = [
  started({ kind: 'provider', model: all, label: `https://example.com/${all}` }),
  at(0, { type: 'scenario.started', scenario: all, title: all, users: [all], steps: 1 }),
  at(1, { type: 'client.renamed', user: of.user, client: of.client, name: all }),
  at(2, { type: 'step.started', scenario: all, step: 1, does: all }),
  ...requestEvents({
    ...of,
    from: 10,
    request: `R1"><script>alert(8)</script>`,
    prompt: all,
    answer: all,
    write: { path: `docs/${hostileTexts[1]}/</script>`, content: all },
    leaks: true,
  }),
  ...requestEvents({
    ...of,
    from: 120,
    request: '__proto__',
    prompt: huge,
    answer: huge,
    write: { path: '__proto__/constructor', content: huge },
    end: 'failed',
  }),
  at(300, {
    type: 'step.failed',
    scenario: all,
    step: 1,
    does: all,
    milliseconds: 1,
    expectations: [{ check: all, passed: false, seen: all }],
  }),
  at(301, {
    type: 'server.lost',
    address: all,
    retrying: false,
    error: { code: all, message: all, advice: all },
  }),
];
