import { type Html, html } from '../html.ts';
import type { ShownText } from '../shown-text.ts';

/** `1 request`, `12 requests`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** `3 failed`, and nothing where there are none. */
export const rare = (count: number, word: string): readonly string[] =>
  count > 0 ? [`${count.toLocaleString('en')} ${word}`] : [];

/** `+120 ms`, `+1.25 s`, `+2:05.3`, `+1:02:05`: how long after the beginning. */
export function elapsed(moment: number, began: number): string {
  const milliseconds = Math.max(0, moment - began);
  if (milliseconds < 1000) return `+${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `+${seconds.toFixed(2)} s`;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60)
    return `+${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
  const tenths = Math.floor(seconds * 10) % 10;
  return `+${minutes}:${two(seconds % 60)}.${tenths}`;
}

/** `2026-01-01 12:00:00 UTC` */
export const clock = (moment: number): string =>
  `${new Date(moment).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

export type Tone = 'good' | 'bad' | 'warn' | 'plain';
const marks: Record<Tone, string> = { good: '✓', bad: '✗', warn: '!', plain: '·' };

/** The mark alone, for where the words beside it say the same. */
export const mark = (tone: Tone): Html =>
  html`<span class="mark ${tone}" aria-hidden="true">${marks[tone]}</span>`;

/** A word with its mark: colour, mark and word say the same. */
export const badge = (tone: Tone, word: string): Html =>
  html`<span class="badge ${tone}"><span aria-hidden="true">${marks[tone]}</span> ${word}</span>`;

/** Whose it is: the name, and a colour beside it. */
export const owner = (user: string, client: string | undefined, hue: number): Html =>
  html`<span class="owner"><span class="swatch hue-${hue}" aria-hidden="true"></span><bdi>${user}</bdi>${
    client !== undefined && html` <bdi class="client">${client}</bdi>`
  }</span>`;

/** Text from outside, as it was written, with a line that says how much of it is missing. */
export const block = (label: string, { text, more }: ShownText, kind = ''): Html =>
  html`<div class="block ${kind}"><p class="label">${label}</p><pre dir="auto">${
    text === '' ? html`<span class="faint">(empty)</span>` : text
  }</pre>${more > 0 && html`<p class="cut">${counted(more, 'more character')} left out</p>`}</div>`;
