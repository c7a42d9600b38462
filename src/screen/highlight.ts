import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import go from 'highlight.js/lib/languages/go';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import markdown from 'highlight.js/lib/languages/markdown';
import python from 'highlight.js/lib/languages/python';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import type { Highlight } from './markdown.ts';
import type { CodeStyle, Span, StyledLine } from './spans.ts';

/*
 * Big, and slow to load: imported when the first code block appears (see `ui/transcript/highlighting.ts`).
 */

const languages = {
  bash,
  c,
  cpp,
  css,
  diff,
  go,
  java,
  javascript,
  json,
  markdown,
  python,
  rust,
  sql,
  typescript,
  xml,
  yaml,
};
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);
hljs.registerAliases(['shell', 'console', 'sh-session'], { languageName: 'bash' });

/**
 * In UTF-16 units: longer code, and code with longer lines, stays plain. Some languages take time by the square of a
 * line; within these limits the worst takes less than 0.1 s.
 */
const longestCode = 5_000;
const longestLine = 500;
/** Texts that are kept with what was found in them: a screen shows few, many times. */
const maximumKnown = 50;

/** By the first word of the library's class names. What is not here looks like what is around it. */
const styles: Readonly<Record<string, CodeStyle>> = {
  keyword: 'code-keyword',
  literal: 'code-keyword',
  meta: 'code-keyword',
  'selector-tag': 'code-keyword',
  name: 'code-keyword',
  section: 'code-keyword',
  string: 'code-string',
  regexp: 'code-string',
  link: 'code-string',
  number: 'code-number',
  symbol: 'code-number',
  bullet: 'code-number',
  title: 'code-name',
  attr: 'code-name',
  attribute: 'code-name',
  property: 'code-name',
  variable: 'code-name',
  'selector-class': 'code-name',
  'selector-id': 'code-name',
  type: 'code-type',
  built_in: 'code-type',
  comment: 'code-comment',
  quote: 'code-comment',
  doctag: 'code-comment',
  addition: 'code-added',
  deletion: 'code-removed',
};

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
};

/** The library gives HTML of nested `span` elements (`hljs-…`, or `language-…`), and text with five characters escaped. */
const token = /<span class="([a-z_-]+)[^>]*>|<\/span>|&(?:amp|lt|gt|quot|#x27);|[^<&]+|[<&]/g;

function spansOf(html: string): readonly Span[] {
  const spans: Span[] = [];
  const open: (CodeStyle | undefined)[] = [];
  for (const [found, name] of html.matchAll(token)) {
    if (name !== undefined) open.push(styles[name.replace('hljs-', '')] ?? open.at(-1));
    else if (found === '</span>') open.pop();
    else {
      const text = characters[found] ?? found;
      const style = open.at(-1);
      const last = spans.at(-1);
      if (last && last.style === style)
        spans[spans.length - 1] = { ...last, text: last.text + text };
      else spans.push({ text, ...(style && { style }) });
    }
  }
  return spans;
}

function inLines(spans: readonly Span[]): readonly StyledLine[] {
  const lines: Span[][] = [[]];
  for (const { text, style } of spans) {
    const [first = '', ...others] = text.split('\n');
    if (first !== '') lines.at(-1)?.push({ text: first, ...(style && { style }) });
    for (const each of others) {
      lines.push(each === '' ? [] : [{ text: each, ...(style && { style }) }]);
    }
  }
  return lines;
}

const known = new Map<string, readonly StyledLine[] | undefined>();

function highlighted(code: string, language: string): readonly StyledLine[] | undefined {
  if (!hljs.getLanguage(language) || code.length > longestCode) return undefined;
  if (code.split('\n').some((line) => line.length > longestLine)) return undefined;
  const { value } = hljs.highlight(code, { language, ignoreIllegals: true });
  const spans = spansOf(value);
  // What is shown is what was given, made safe, whatever the library does with it.
  return spans.map(({ text }) => text).join('') === code ? inLines(spans) : undefined;
}

export const highlight: Highlight = (code, language) => {
  const key = `${language}\n${code}`;
  if (known.has(key)) return known.get(key);
  const lines = highlighted(code, language);
  const [oldest] = known.keys();
  if (known.size >= maximumKnown && oldest !== undefined) known.delete(oldest);
  known.set(key, lines);
  return lines;
};
