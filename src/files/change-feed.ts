import type { FileChange } from './file-store.ts';

/**
 * Hands changes to listeners: every listener hears every change, once, in the order in which they were published,
 * also where a listener causes the next change or another listener throws.
 */
export function createChangeFeed() {
  const subscriptions = new Set<{ readonly listener: (change: FileChange) => void }>();
  const waiting: FileChange[] = [];
  let delivering = false;

  function deliver(change: FileChange): void {
    for (const subscription of [...subscriptions]) {
      if (!subscriptions.has(subscription)) continue;
      try {
        subscription.listener(change);
      } catch {
        // The change has happened: what a listener makes of it is no reason to tell the writer otherwise.
      }
    }
  }

  return {
    publish(changes: readonly FileChange[]): void {
      for (const change of changes) waiting.push(change);
      if (delivering) return;
      delivering = true;
      for (let change = waiting.shift(); change; change = waiting.shift()) deliver(change);
      delivering = false;
    },

    subscribe(listener: (change: FileChange) => void): () => void {
      const subscription = { listener };
      subscriptions.add(subscription);
      return () => {
        subscriptions.delete(subscription);
      };
    },
  };
}
