/** What is watched: a server, through any of its connections. */
export interface Pulse {
  /** Settles with true when the server has answered, with false when it no longer can; must not reject. */
  ask(): Promise<boolean>;
  /** When anything was last heard of the server, by `performance.now()`. */
  heardAt(): number;
  /**
   * Begins to look whether it can be seen to work, though it says nothing. The function tells whether it has since.
   * Undefined where nobody can see that: a server that this program did not start.
   */
  watchBusy(): (() => boolean) | undefined;
}

/**
 * All in ms. Silence is noticed within `rest + patience`; a server that is seen to be busy has `busyPatience`. One that
 * nobody sees may be busy as well, on a machine with much to do: it has `blindPatience`.
 */
export const heartbeatLimits = {
  rest: 500,
  patience: 900,
  blindPatience: 3_000,
  busyPatience: 10_000,
};

/** A timer of ours that comes so late, in ms, says that we ourselves were held up: a suspended machine, a busy one. */
const lateness = 250;

/**
 * Asks a server that is not heard of whether it is still there, and calls back once when it stays silent: a frozen
 * process keeps its connections open, and nothing else ever tells. Keeps no process alive. Returns the function that
 * ends the watch.
 */
export function watchHeartbeat(
  pulse: Pulse,
  onSilent: (milliseconds: number) => void,
  { rest, patience: seenPatience, blindPatience, busyPatience } = heartbeatLimits,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const wait = (milliseconds: number, then: (late: boolean) => void) => {
    if (stopped) return;
    const due = performance.now() + milliseconds;
    // What has arrived while a timer was late is read only after it: it must be heard first.
    const look = () => setImmediate(() => stopped || then(performance.now() - due > lateness));
    timer = setTimeout(look, milliseconds);
    timer.unref();
  };

  function beat() {
    const quiet = performance.now() - pulse.heardAt();
    if (quiet < rest) return wait(rest - quiet, beat);
    let answered = false;
    const isBusy = pulse.watchBusy();
    const patience = isBusy ? seenPatience : blindPatience;
    void pulse.ask().then((answer) => {
      answered = answer;
    });
    const asked = performance.now();
    let excusedUntil = asked;
    const judge = (late: boolean) => {
      const now = performance.now();
      if (answered || pulse.heardAt() >= asked) return wait(rest, beat);
      if (late) excusedUntil = now;
      const silent = now - excusedUntil;
      const patient = silent < patience || (now - asked < busyPatience && isBusy?.());
      if (patient) return wait(Math.max(50, patience - silent), judge);
      stopped = true;
      onSilent(Math.round(now - asked));
    };
    wait(patience, judge);
  }

  wait(rest, beat);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
