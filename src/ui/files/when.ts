const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const twoDigits = (number: number): string => `${number}`.padStart(2, '0');

/**
 * When something was, for people: `14:05` today, `21 Nov` this year, `2025` before; local time, at most 6 columns. No
 * age: that would be wrong a minute later, on a screen that is drawn only when something happens. Both in ms since 1970.
 */
export function whenText(then: number, now: number): string {
  if (Number.isNaN(then)) return '';
  const date = new Date(then);
  const today = new Date(now);
  if (date.toDateString() === today.toDateString()) {
    return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
  }
  if (date.getFullYear() !== today.getFullYear()) return `${date.getFullYear()}`;
  return `${date.getDate()} ${months[date.getMonth()]}`;
}
