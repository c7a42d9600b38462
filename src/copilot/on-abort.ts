/**
 * Calls `listener` when the signal is aborted, at once where it is already: an `abort` event that came before its
 * listener never comes again. Returns the function that calls this off.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  if (signal.aborted) {
    listener();
    return () => {};
  }
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}
