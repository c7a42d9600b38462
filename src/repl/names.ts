/** What nobody sees, and marks on no letter or heaped on one: two names that look alike must be one. */
const invisible = /\p{Default_Ignorable_Code_Point}|^\p{M}|\p{M}{5}/u;

/** 1 to 32 letters, digits, `-`, `_` or `.`, of any script. */
const namePattern = /^[\p{L}\p{M}\p{N}\-_.]+$/u;

/** Of a user's name, in characters (code points). */
export const maximumNameLength = 32;

/** A name in Unicode NFC, or in words for people what is wrong with it. */
export type CheckedName = { readonly name: string } | { readonly problem: string };

function checkName(name: string, what: string, maximum: number): CheckedName {
  const normal = name.normalize('NFC');
  const length = [...normal].length;
  if (length === 0) return { problem: `${what} can not be empty, write one` };
  if (length > maximum) {
    return { problem: `${what} has at most ${maximum} characters, shorten this one of ${length}` };
  }
  if (normal === '.' || normal === '..')
    return { problem: `"${normal}" can not be ${what}, choose another` };
  if (!namePattern.test(normal)) {
    return { problem: `${what} is made of letters, digits, "-", "_" and "." only` };
  }
  if (invisible.test(normal)) {
    return {
      problem: `${what} has no invisible letters, and no mark without a letter, type it anew`,
    };
  }
  return { name: normal };
}

/**
 * Checks a user's name and brings it to Unicode NFC, so that two spellings that look the same are one user.
 * Returns what is wrong with it, in words for people, where it can't be a user.
 */
export const checkUserName = (name: string): CheckedName =>
  checkName(name, 'a user name', maximumNameLength);

/** In characters. Shorter than a user's: it stands beside the client's id on a tab. */
export const maximumClientNameLength = 16;

/** Checks what the operator calls a client, as `checkUserName` does. A client's own id is fine, no other number is. */
export function checkClientName(name: string): CheckedName {
  const isNoId = /^[cC]?\d+$/.test(name) && parseClientId(name) === undefined;
  return isNoId
    ? { problem: `"${name.slice(0, 64)}" can not be a client's name, choose another` }
    : checkName(name, "a client's name", maximumClientNameLength);
}

/** Whether people would take one name for the other: case does not count. */
export const isSameName = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();

/** The highest number that a client may have: `C9999`. */
export const maximumClientNumber = 9999;

/** `C1`, `c1` and `1` all mean the client `C1`; undefined for anything else. */
export function parseClientId(text: string): string | undefined {
  const match = /^[cC]?([1-9]\d{0,3})$/.exec(text);
  return match ? `C${match[1]}` : undefined;
}

/** A server's `host:port`, the host of IPv6 in brackets; undefined where it is none. */
export function parseAddress(text: string): string | undefined {
  const match = /^(\[[^\]\s]+\]|[^:\s]+):(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  return match && port >= 1 && port <= 65_535 ? text : undefined;
}
