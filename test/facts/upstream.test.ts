import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { translated } from '../../facts/events.js';
import { loadFacts } from '../../facts/support/facts.js';
import { readOutcomes, renderPage } from '../../facts/support/upstream.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const facts = await loadFacts();
const outcomes = readOutcomes();
const page = read('docs/upstream.md');

describe.each(facts)('$name', (fact) => {
  it('is a claim that something in src leans on', () => {
    expect(fact.claim).toMatch(/^[A-Z`].*\.$/);
    expect(fact.leansOn).not.toEqual([]);
    for (const path of fact.leansOn) {
      expect(path).toMatch(/^src\//);
      expect(existsSync(join(root, path)), path).toBe(true);
    }
  });

  it('uses nothing of this program', () => {
    const imported = read(`facts/${fact.name}.js`).matchAll(/from '([^']+)'/g);
    for (const [, from] of imported) expect(from).toMatch(/^(node:|\.\/support\/model\.js$)/);
  });

  it('has a section, with its reproduction where it is to be reported', () => {
    const [section] = page.split(`\n### ${fact.name}\n`)[1]?.split(/\n##? /) ?? [];
    expect(section).toContain(fact.claim);
    const source = read(`facts/${fact.name}.js`);
    const run = source.slice(source.indexOf('export async function run'));
    if (fact.report) expect(section).toContain(run);
  });
});

it('the page has a section for each fact and no others', () => {
  const sections = [...page.matchAll(/^### (.*)$/gm)].map(([, name]) => name);
  expect(sections.sort()).toEqual(facts.map(({ name }) => name));
});

it('the page is what the facts and what was recorded make', () => {
  expect(page).toBe(renderPage(facts, outcomes));
});

it('the SDK that is installed is among those that every fact was tried against', () => {
  const { dependencies } = JSON.parse(read('package.json'));
  const run = outcomes.find(
    ({ kind, sdk }) => kind === 'bundled' && sdk === dependencies['@github/copilot-sdk'],
  );
  expect(Object.keys(run?.facts ?? {}).sort()).toEqual(facts.map(({ name }) => name));
  expect(page).toContain(`SDK ${run?.sdk}<br>bundled runtime ${run?.runtime}`);
});

it('the events that are checked are those that the program translates', () => {
  const source = read('src/copilot/session-events.ts') + read('src/copilot/unwritten-session.ts');
  const known = [...source.matchAll(/(?:case|event\.type ===) '([a-z_]+\.[a-z_]+)'/g)];
  expect(Object.keys(translated).sort()).toEqual(
    [...new Set(known.map(([, type]) => type))].sort(),
  );
});
