/** A piece of a page. Only `html` makes them: whatever is not one is text, and is escaped. */
export class Html {
  constructor(readonly markup: string) {}
}

export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

function markupOf(value: HtmlValue): string {
  if (value instanceof Html) return value.markup;
  if (value === undefined || value === false) return '';
  if (typeof value === 'object') return value.map(markupOf).join('');
  return escapeHtml(String(value));
}

/** Markup with values in it, which are escaped for an element's text and for an attribute between double quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const pieces = parts.map(
    (part, index) => (index === 0 ? '' : markupOf(values[index - 1])) + part,
  );
  return new Html(pieces.join(''));
}

/** What may stand in `<script type="application/json">`: no text in it can end the element. */
export const jsonInHtml = (value: unknown): Html =>
  new Html(
    JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
