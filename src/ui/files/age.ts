const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago something was, for people: `now`, `2 min`, `3 h`, `4 d`. Both in ms since 1970. */
export function ageText(then: number, now: number): string {
  const age = now - then;
  if (!(age >= minute)) return 'now';
  if (age < hour) return `${Math.floor(age / minute)} min`;
  if (age < day) return `${Math.floor(age / hour)} h`;
  return `${Math.floor(age / day)} d`;
}
