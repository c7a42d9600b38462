import { CopilotError } from './errors.ts';

/**
 * Settles as the promise does, or rejects with `server-timeout` after so many ms. The SDK's calls have no time-out
 * of their own: on a frozen server they never settle.
 */
export async function withDeadline<T>(
  promise: Promise<T>,
  milliseconds: number,
  what: string,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const message = `the server did not ${what} within ${milliseconds / 1000} s`;
      reject(new CopilotError('server-timeout', message, 'It may be frozen or overloaded.'));
    }, milliseconds);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
