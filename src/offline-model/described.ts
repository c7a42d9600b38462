import { countOf } from './vocabulary.ts';

/** Content that a prompt describes rather than gives: "three facts about tea". */
export interface Description {
  readonly phrase: string;
  readonly kind: string;
  readonly count: number | undefined;
  readonly topic: string;
  /** What a list was said to hold. */
  readonly items: readonly string[];
}

const set = (list: string) => new Set(list.split(' '));

/** These say what to write only together with a topic. */
const plainKinds = set(
  'note line text item list sentence paragraph thing word point entry summary file section fact',
);
const kinds = set(
  'fact haiku poem list todo story note tip idea recipe outline summary plan letter email essay paragraph sentence ' +
    'line bullet joke question reason agenda introduction description example thought limerick greeting checklist ' +
    'song report article schedule readme draft bio definition overview review item point word text thing message ' +
    'reminder entry section verse tale faq memo biography riddle pun quote slogan motto table advice hint benefit step',
);
const listKinds = set('list todo checklist agenda');
/** What comes several times; of all else one has lines. */
const lineKinds = set(
  'tip idea sentence joke question reason example thought item point word thing entry quote advice hint benefit step note',
);
const determiners = set('the a an some several few my your our');
const topicOpeners = set(
  'about on of for regarding describing explaining with containing including from to covering in :',
);
const itemOpeners = set('with of containing including: : for including');

const longestPhrase = 2000;

/** Understands a description, or tells that it is none: then the words themselves are the content. */
export function describe(phrase: string): Description | undefined {
  if (phrase.length > longestPhrase) return undefined;
  const words = phrase
    .trim()
    .replace(/[.!?]+$/, '')
    .replace(/\s*\(([^()]*)\)$/, ' : $1')
    .replace(/\s*[:]\s/, ' : ')
    .split(/\s+/);
  const lower = words.map((word) => word.toLowerCase());
  let at = 0;
  let count: number | undefined;
  let determined = false;
  for (; at < lower.length; at++) {
    const word = lower[at] ?? '';
    const number = countOf(word);
    if (number === undefined && !determiners.has(word)) {
      if (!(word === 'of' && count !== undefined)) break;
    }
    count = number ?? count;
    determined = true;
  }
  const noun = findKind(lower, at, determined ? 4 : 1);
  if (noun < 0) return undefined;
  const kind = singular(lower[noun] ?? '');
  const opener = lower[noun + 1];
  const rest = words
    .slice(noun + 2)
    .join(' ')
    .trim();
  if (opener === undefined) {
    return determined && !plainKinds.has(kind)
      ? { phrase, kind, count, topic: lower.slice(at, noun).join(' '), items: [] }
      : undefined;
  }
  if (!topicOpeners.has(opener) || rest === '') return undefined;
  const many = lower[noun] !== kind || lower[noun - 1] === 'todo' || lower[noun - 1] === 'shopping';
  if (!determined && !(many && opener !== 'to' && opener !== 'in')) return undefined;
  if (plainKinds.has(kind) && (opener === 'to' || opener === 'in' || opener === 'from'))
    return undefined;
  if (plainKinds.has(kind) && kind !== 'list' && opener !== 'about' && opener !== 'on') {
    if (!(count !== undefined && (opener === 'of' || opener === 'for'))) return undefined;
  }
  const items = listKinds.has(kind) && itemOpeners.has(opener) ? splitItems(rest) : [];
  const given = items.length > 1 || ((opener === 'with' || opener === ':') && items.length > 0);
  const [first = '', ...others] = rest.split(' ');
  const counted = opener === 'of' && others.length > 0 ? countOf(first.toLowerCase()) : undefined;
  const topic = counted === undefined ? rest : others.join(' ');
  return { phrase, kind, count: count ?? counted, topic, items: given ? items : [] };
}

/** The last of the words that name a kind, so that "todo list" is a list; adjectives may stand before it. */
function findKind(lower: readonly string[], from: number, reach: number): number {
  let found = -1;
  for (let at = from; at < Math.min(lower.length, from + reach); at++) {
    const word = lower[at] ?? '';
    if (topicOpeners.has(word)) break;
    if (kinds.has(singular(word))) found = at;
    else if (found >= 0) break;
  }
  return found;
}

function singular(word: string): string {
  if (word === 'stories') return 'story';
  if (word === 'to-do' || word === 'todos' || word === 'to-dos') return 'todo';
  if (kinds.has(word)) return word;
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

function splitItems(text: string): string[] {
  return text
    .split(/,|;|\band\b|&/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** The line under everything that was composed here. */
export const composedBy = '_Written by the offline model, which is not an AI._';

/** Simple, always the same, and true: lines that say no more of the topic than can be known from its words. */
export function compose(description: Description): string {
  return `${body(description)}\n\n${composedBy}`;
}

function body({ phrase, kind, count, topic, items }: Description): string {
  const title = `# ${capitalize(
    phrase
      .trim()
      .replace(/^(the|an?|my|your|our)\s+/i, '')
      .replace(/[.!?]+$/, ''),
  )}`;
  if (items.length > 0) {
    const box = /\b(to-?do|check)/i.test(phrase) ? '- [ ] ' : '- ';
    return [listTitle(phrase, topic), '', ...items.map((item) => `${box}${item}`)].join('\n');
  }
  const about = topic === '' ? 'this' : topic;
  if (kind === 'haiku') {
    return `${title}\n\nNo AI wrote this:\n${topic === '' ? 'only these few words are here' : `only the words “${topic}” are here`},\nthree lines, and no more.`;
  }
  const lines = Math.min(count ?? 3, 50);
  const line = listKinds.has(kind) ? 'item' : lineKinds.has(kind) ? kind : 'line';
  if (kind === 'fact') return numbered(title, lines, (index) => fact(about, index));
  return numbered(
    title,
    lines,
    (index) => `${capitalize(line)} ${index + 1} about ${about}: yours to write.`,
  );
}

function numbered(title: string, lines: number, line: (index: number) => string): string {
  return [title, '', ...Array.from({ length: lines }, (_, i) => `${i + 1}. ${line(i)}`)].join('\n');
}

function listTitle(phrase: string, topic: string): string {
  const name = phrase
    .slice(0, phrase.lastIndexOf(topic))
    .replace(/\b(with|of|containing|including|for)\s*$|[:(]\s*$/i, '');
  return `# ${capitalize(name.trim().replace(/^(the|an?|my|your|our)\s+/i, ''))}`;
}

/** What is certain about a topic whose words are all that is known of it. */
function fact(topic: string, index: number): string {
  const letters = topic.match(/\p{L}/gu) ?? [];
  const name = `“${topic}”`;
  const facts = [
    `${name} is written with ${letters.length} ${letters.length === 1 ? 'letter' : 'letters'}.`,
    `${name} begins with “${letters[0] ?? topic.charAt(0)}”.`,
    `${name} ends with “${letters.at(-1) ?? topic.charAt(0)}”.`,
    `${name} is ${topic.split(/\s+/).length === 1 ? 'one word' : `${topic.split(/\s+/).length} words`}.`,
    `${name} backwards is “${[...topic].reverse().join('')}”.`,
    `${name} in capitals is “${topic.toUpperCase()}”.`,
    `${name} uses ${new Set(letters.map((letter) => letter.toLowerCase())).size} different letters.`,
  ];
  return facts[index] ?? `Fact ${index + 1} about ${topic}: yours to write.`;
}

function capitalize(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 32);
  return text === '' ? text : first.toUpperCase() + text.slice(first.length);
}
