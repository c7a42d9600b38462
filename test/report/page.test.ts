import { describe, expect, it } from 'vitest';
import type { ReportEvent } from '../../src/report/events.ts';
import { createReportFold } from '../../src/report/fold-report.ts';
import { escapeHtml, html, jsonInHtml } from '../../src/report/html.ts';
import { renderReport } from '../../src/report/page/page.ts';
import { elapsed } from '../../src/report/page/words.ts';
import { at, requestEvents, started, troubledEvents } from './sample-events.ts';

function pageOf(events: readonly ReportEvent[]): string {
  const fold = createReportFold();
  for (const event of events) fold.add(event);
  return renderReport(fold.finish(), { generated: new Date(0), program: '1.2.3' });
}

describe('markup', () => {
  it('holds text as text, between tags and in attributes', () => {
    const text = `<b>"'&`;
    expect(html`<p title="${text}">${text}${[text, html`<i></i>`]}</p>`.markup).toBe(
      `<p title="${escapeHtml(text)}">${escapeHtml(text)}${escapeHtml(text)}<i></i></p>`,
    );
    expect(escapeHtml(text)).toBe('&lt;b&gt;&quot;&#39;&amp;');
  });

  it('holds JSON that ends no element', () => {
    const value = { '</script>': '<!--\u2028&' };
    const { markup } = jsonInHtml(value);
    expect(markup).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(markup)).toEqual(value);
  });
});

it.each([
  [0, '+0 ms'],
  [1_250, '+1.25 s'],
  [125_300, '+2:05.3'],
  [3_725_000, '+1:02:05'],
])('%d ms after the beginning is %s', (milliseconds, text) => {
  expect(elapsed(1000 + milliseconds, 1000)).toBe(text);
});

describe('the page of a report', () => {
  it('says first what leaked, and who answered, before anything else', () => {
    const page = pageOf(troubledEvents);
    const leaks = page.indexOf('not confirmed gone');
    const source = page.indexOf('not an AI');
    expect(source).toBeGreaterThan(0);
    expect(leaks).toBeGreaterThan(page.indexOf('<main'));
    expect(source).toBeGreaterThan(leaks);
    expect(page.indexOf('Timeline', source)).toBeGreaterThan(source);
  });

  it('never lets the offline model or a hostile one pass for an AI, and names a real one', () => {
    const source = (kind: 'hostile' | 'github', label: string) =>
      pageOf([started({ kind, model: 'automatic', label })]);
    expect(source('hostile', 'hostile model (attacks on purpose)')).toContain('not an AI');
    const real = source('github', 'GitHub Copilot');
    expect(real).toContain('<strong>GitHub Copilot</strong>');
    expect(real).not.toContain('not an AI');
    expect(pageOf([at(0, { type: 'user.added', user: 'alice' })])).toContain(
      'Nothing says which model source answered',
    );
  });

  it('has five hundred requests of twenty clients in less than 3 MB', () => {
    const events = [started()];
    for (let index = 0; index < 500; index++) {
      const [user, client] = [`user${index % 10}`, `C${(index % 20) + 1}`];
      const step = { scenario: 's', step: index + 1, does: `${user}/${client}: Create a file` };
      const content = `${index} ${'lorem ipsum <dolor> & "sit" '.repeat(40)}`;
      const expectations = Array.from({ length: 4 }, () => ({
        check: 'C1 (alice) called write_file',
        passed: true,
        seen: 'write_file',
      }));
      events.push(
        at(index * 100, { type: 'step.started', ...step }),
        ...requestEvents({
          from: index * 100,
          user,
          client,
          request: `R${index}`,
          prompt: `Create it saying ${content}`,
          write: { path: `docs/${index % 37}.md`, content, revision: index + 1 },
        }),
        at(index * 100 + 99, { type: 'step.passed', ...step, milliseconds: 99, expectations }),
      );
    }
    const page = pageOf(events);
    expect(Buffer.byteLength(page)).toBeLessThan(3e6);
    expect(page.match(/class="request"/g)).toHaveLength(500);
  });

  it('is never larger, whatever it is made of, and has what went wrong', () => {
    const nasty = '<'.repeat(4_000);
    const events: ReportEvent[] = [];
    for (const scenario of ['a', 'b']) {
      events.push(at(0, { type: 'scenario.started', scenario, title: nasty, users: [], steps: 1 }));
      for (let index = 0; index < 700; index++) {
        const step = { scenario, step: index, does: nasty };
        const check = { check: nasty, passed: index % 2 === 0, seen: nasty };
        events.push(
          ...requestEvents({
            from: index,
            user: `${nasty}${index % 50}`,
            client: nasty,
            request: `R${index}`,
            prompt: nasty,
            answer: nasty,
            write: { path: `${nasty}/${index}`, content: nasty + index },
            end: index === 699 ? 'failed' : 'answered',
          }),
          at(index, {
            type: 'step.failed',
            ...step,
            milliseconds: 1,
            expectations: Array.from({ length: 9 }, () => check),
          }),
        );
      }
    }
    const page = pageOf(events);
    expect(Buffer.byteLength(page)).toBeLessThan(3e6);
    expect(page).toContain('left out');
    expect(page.match(/data-problem="1"/g)).toHaveLength(2);
    expect(page.match(/It took too long/g)?.length).toBeGreaterThan(0);
  });
});
