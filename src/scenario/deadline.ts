/** A step was not done in its time. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';

  constructor(milliseconds: number) {
    super(`not done within ${milliseconds / 1000} s`);
  }
}

/** A step was ended from outside, while the run goes on. */
export class CutShort extends Error {
  override readonly name = 'CutShort';

  constructor() {
    super('it was cut short');
  }
}

/**
 * Settles as the work does, or rejects as soon as its time is over or the run is interrupted; what then becomes of the
 * work is nobody's business.
 * @throws DeadlinePassed, or the interruption's reason
 */
export async function inTime<T>(
  work: Promise<T>,
  milliseconds: number,
  interrupted: AbortSignal,
): Promise<T> {
  work.catch(() => {});
  interrupted.throwIfAborted();
  let cleanUp = () => {};
  const cut = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new DeadlinePassed(milliseconds)), milliseconds);
    const interrupt = () => reject(interrupted.reason);
    interrupted.addEventListener('abort', interrupt, { once: true });
    cleanUp = () => {
      clearTimeout(timer);
      interrupted.removeEventListener('abort', interrupt);
    };
  });
  try {
    return await Promise.race([work, cut]);
  } finally {
    cleanUp();
  }
}
