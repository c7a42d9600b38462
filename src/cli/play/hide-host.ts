import type { ReplEvent } from '../../repl/events.ts';
import type { Repl } from '../../repl/repl.ts';

type Heart = Pick<Repl, 'execute' | 'subscribe'>;

/** The heart, and what makes what others tell of it fit to be seen as well. */
export interface HiddenHost extends Heart {
  hide<T>(value: T): T;
}

/** The value with every text in it changed. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, mapTexts(each, change)]),
  );
}

const addressIn = (event: ReplEvent): string | undefined =>
  'address' in event && typeof event.address === 'string' ? event.address : undefined;

/** A provider of the operator's own is known by its URL. */
const withoutUrl = (event: ReplEvent): ReplEvent =>
  'source' in event && event.source && /^https?:/.test(event.source.label)
    ? { ...event, source: { ...event.source, label: 'a provider' } }
    : event;

/** The host of a URL as errors name it. */
const hostIn = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/**
 * The heart as an audience may see it: where servers are is told by numbers, `#1` for the first, wherever an event names
 * one. Commands go through as they are; what they are refused with is hidden in the same way.
 */
export function hideHost({ execute, subscribe }: Heart, known: readonly string[] = []): HiddenHost {
  const numbers = new Map<string, string>();
  const learn = (address: string) => {
    if (!numbers.has(address)) numbers.set(address, `#${numbers.size + 1}`);
  };
  for (const each of known) learn(hostIn(each));
  const hidden = (text: string): string =>
    [...numbers]
      // One may begin as another does.
      .sort(([a], [b]) => b.length - a.length)
      .reduce((shown, [address, number]) => shown.replaceAll(address, number), text);
  const hide = <T>(value: T): T => mapTexts(value, hidden) as T;
  return {
    hide,
    subscribe: (listener) =>
      subscribe((event) => {
        const address = addressIn(event);
        if (address !== undefined) learn(address);
        listener(hide(withoutUrl(event)));
      }),
    execute: (command) =>
      execute(command).catch((error: unknown) => {
        if (error instanceof Error) error.message = hidden(error.message);
        throw error;
      }),
  };
}
