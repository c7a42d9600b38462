import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReportEvent } from '../../src/report/events.ts';
import { createReportFold } from '../../src/report/fold-report.ts';
import { renderReport } from '../../src/report/page/page.ts';
import { needing } from '../support/needs.ts';
import { openPage, type Page } from './chromium.ts';
import { weakTexts } from './contrast.ts';
import { hostileEvents, hostileTexts } from './hostile-events.ts';
import { scenarioEvents, troubledEvents } from './sample-events.ts';

needing('chromium').describe('the page of a report, in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'multiuser-repl-report-'));
  let page: Page;

  beforeAll(async () => {
    page = await openPage();
  });
  afterAll(async () => {
    await page?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => page.resize({ width: 1280 }));

  async function show(events: readonly ReportEvent[]): Promise<void> {
    const fold = createReportFold();
    for (const event of events) fold.add(event);
    const file = join(folder, 'report.html');
    const facts = { generated: new Date(0), program: '1.2.3' };
    writeFileSync(file, renderReport(fold.finish(), facts));
    page.requests.length = 0;
    await page.open(file);
  }

  /** What a person sees, without what the page's script and its data say. */
  const text = (selector: string) =>
    page.evaluate<string>(`document.querySelector(${JSON.stringify(selector)}).innerText`);
  const openAll = () =>
    page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
  const count = (selector: string) =>
    page.evaluate<number>(`document.querySelectorAll(${JSON.stringify(selector)}).length`);

  it.each([
    ['troubled', troubledEvents],
    ['of scenarios', scenarioEvents],
    ['hostile', hostileEvents],
    ['empty', []],
  ])('%s: asks for nothing, complains of nothing, opens no dialog', async (_, events) => {
    await show(events);
    await openAll();
    expect(page.requests.filter((url) => !url.startsWith('data:'))).toHaveLength(1);
    expect(page.complaints).toEqual([]);
    expect(page.dialogs).toEqual([]);
  });

  it('would refuse what is not its own', async () => {
    await show(troubledEvents);
    const refused = `new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
    }).then((directive) => directive + ' ' + window.ran)`;
    expect(await page.evaluate(refused)).toBe('script-src-elem undefined');
    page.complaints.length = 0;
  });

  it('hostile text stays text, at every moment', async () => {
    await show(hostileEvents);
    const last = await page.evaluate<number>(
      'Number(document.querySelector("input[type=range]").max)',
    );
    expect(last).toBeGreaterThan(0);
    for (let moment = 0; moment <= last; moment++) {
      await page.evaluate(`(() => {
        const slider = document.querySelector('input[type=range]');
        slider.value = ${moment};
        slider.dispatchEvent(new Event('input'));
      })()`);
      await openAll();
      expect(await count('body script:not([type])')).toBe(1);
      expect(
        await count('img, iframe, object, embed, form, base, marquee, b, style:not(head style)'),
      ).toBe(0);
      const attributes = await page.evaluate<string[]>(
        '[...document.querySelectorAll("*")].flatMap((each) => each.getAttributeNames())',
      );
      expect(attributes.filter((name) => /^on|^style$|^srcdoc$/.test(name))).toEqual([]);
      const links = await page.evaluate<string[]>(
        '[...document.querySelectorAll("[href]")].map((each) => each.getAttribute("href"))',
      );
      expect(links.filter((link) => !/^(?:#|data:image\/svg)/.test(link))).toEqual([]);
      const shown = await page.evaluate<string>('document.body.innerText');
      expect(shown).not.toMatch(
        /[\0-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/,
      );
      for (const each of hostileTexts) expect(shown).toContain(each);
    }
    expect(page.dialogs).toEqual([]);
    expect(await page.evaluate('window.owned')).toBeUndefined();
  });

  describe('the slider', () => {
    beforeEach(() => show(troubledEvents));
    const told = () =>
      page.evaluate<string[]>(`(() => {
        const slider = document.querySelector('input[type=range]');
        return [slider.getAttribute('aria-valuetext'), document.querySelector('.slider output').textContent];
      })()`);

    it('shows the files of any moment by the keyboard, and says which', async () => {
      await page.evaluate('document.querySelector("input[type=range]").focus()');
      expect(await text('[aria-label="Files of alice"]')).toContain('tea at five');
      await page.press('Home');
      expect(await text('[aria-label="Files of alice"]')).toContain('no files');
      expect(await told()).toEqual(['at the beginning', 'at the beginning']);
      await page.press('ArrowRight');
      expect(await text('[aria-label="Files of alice"]')).toContain('tea at four');
      expect(await text('[aria-label="Files of bob"]')).toContain('no files');
      const [value, output] = await told();
      expect(value).toMatch(/alice’s notes\.md created by C1 \(1 of 3\)/);
      expect(output).toBe(value);
      await page.press('ArrowRight');
      expect(await text('[aria-label="Files of bob"]')).toContain('docs/');
      expect(await text('[aria-label="Files of bob"]')).toContain('bob was here');
    });

    it('moves the line in the timeline with it', async () => {
      const place = () =>
        page.evaluate<string>('document.querySelector(".lane .moment").getAttribute("x1")');
      const last = await place();
      await page.evaluate('document.querySelector("[data-step=\\"-1\\"]").click()');
      expect(Number.parseFloat(await place())).toBeLessThan(Number.parseFloat(last));
    });

    it('goes to the files after a request', async () => {
      await page.evaluate('document.querySelector("#run1-R1 [data-moment]").click()');
      expect((await told())[0]).toContain('(2 of 3)');
    });
  });

  it('lists requests by what is sought', async () => {
    await show(troubledEvents);
    const visible = () =>
      page.evaluate<number>(
        '[...document.querySelectorAll(".request")].filter((each) => !each.hidden).length',
      );
    const enter = (selector: string, value: string) =>
      page.evaluate(`(() => {
        const field = document.querySelector(${JSON.stringify(selector)});
        if (field.type === 'checkbox') field.click();
        else { field.value = ${JSON.stringify(value)}; field.dispatchEvent(new Event('input', { bubbles: true })); }
      })()`);
    await enter('search input[type=checkbox]', '');
    expect(await visible()).toBe(3);
    expect(await text('search output')).toBe('3 of 5 shown');
    await enter('search select', 'bob');
    expect(await visible()).toBe(1);
    await enter('search input[type=checkbox]', '');
    await enter('search input[type=search]', 'DOCS/NOTES');
    expect(await visible()).toBe(1);
  });

  it('opens what a link leads to, also where it is filtered out', async () => {
    await show(troubledEvents);
    await page.evaluate('document.querySelector("#run1-R2").hidden = true');
    await page.evaluate('location.hash = "run1-R2"');
    await expect
      .poll(() => page.evaluate('document.querySelector("#run1-R2 details").open'))
      .toBe(true);
    expect(await page.evaluate('document.querySelector("#run1-R2").checkVisibility()')).toBe(true);
  });

  it('is reached by the keyboard, all of it', async () => {
    await show(scenarioEvents);
    const focusable = `[...document.querySelectorAll('a[href]:not([tabindex="-1"]), button, input, select, summary, [tabindex="0"]')].filter((each) => each.checkVisibility())`;
    const total = await page.evaluate<number>(`(window.reached = new Set(), ${focusable}.length)`);
    for (let presses = 0; presses < total + 5; presses++) {
      await page.press('Tab');
      await page.evaluate('(window.reached.add(document.activeElement), 0)');
    }
    const missed = await page.evaluate<string[]>(
      `${focusable}.filter((each) => !window.reached.has(each)).map((each) => each.outerHTML.slice(0, 100))`,
    );
    expect(total).toBeGreaterThan(20);
    expect(missed).toEqual([]);
  });

  it('is one with its headings, names, landmarks and anchors', async () => {
    await show(scenarioEvents);
    await openAll();
    const levels = await page.evaluate<number[]>(
      '[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((each) => Number(each.tagName[1]))',
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, index) => {
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
    const tree = await page.accessibility();
    const named =
      /^(?:button|slider|searchbox|combobox|checkbox|link|image|img|region|navigation|table|heading)$/;
    expect(tree.filter(({ role, name }) => named.test(role) && name === '')).toEqual([]);
    const roles = new Set(tree.map(({ role }) => role));
    for (const role of [
      'banner',
      'main',
      'contentinfo',
      'navigation',
      'search',
      'slider',
      'rowheader',
      'columnheader',
    ])
      expect([...roles]).toContain(role);
    const broken = await page.evaluate<string[]>(`(() => {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
      const wanted = [...document.querySelectorAll('[href^="#"], [aria-labelledby], [for]')].flatMap((each) =>
        (each.getAttribute('href')?.slice(1) ?? each.getAttribute('aria-labelledby') ?? each.getAttribute('for')).split(' '));
      return [...twice, ...wanted.filter((id) => !document.getElementById(id))];
    })()`);
    expect(broken).toEqual([]);
    expect(await count('[aria-live=polite]')).toBeGreaterThan(1);
  });

  it.each(['light', 'dark'] as const)('has enough contrast: %s', async (scheme) => {
    await page.resize({ width: 1280, scheme });
    for (const events of [troubledEvents, scenarioEvents]) {
      await show(events);
      await openAll();
      expect(await page.evaluate(weakTexts)).toEqual([]);
    }
  });

  it.each([
    ['troubled', troubledEvents],
    ['of scenarios', scenarioEvents],
    ['hostile', hostileEvents],
  ])('%s: fits on a phone', async (_, events) => {
    await page.resize({ width: 320 });
    await show(events);
    await openAll();
    const beyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(beyond)).toBe(0);
  });

  it('is printed with everything open, and without what only a screen needs', async () => {
    await page.resize({ width: 800, media: 'print' });
    await show(troubledEvents);
    expect(await count('details:not([open])')).toBeGreaterThan(0);
    const folded =
      '[...document.querySelectorAll("pre, .life, .log td")].filter((each) => !each.checkVisibility()).length';
    expect(await page.evaluate(folded)).toBe(0);
    expect(
      await page.evaluate(
        '[...document.querySelectorAll("button, input, select")].some((each) => each.checkVisibility())',
      ),
    ).toBe(false);
    await page.resize({ width: 800 });
    expect(await page.evaluate(folded)).toBeGreaterThan(0);
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await count('details:not([open])')).toBe(0);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await count('details:not([open])')).toBeGreaterThan(0);
  });
});
