/**
 * A user's name as part of a key. Letters, digits, `_` and `-` stand for themselves, every other byte of UTF-8 is `%XX`:
 * what is left can't end the name, and means nothing in the patterns of an ACL or of PSUBSCRIBE.
 */
export function encodeUser(user: string): string {
  return Array.from(user, (character) => {
    if (/[A-Za-z0-9_-]/.test(character)) return character;
    // Half a character has no bytes of its own in UTF-8: all halves would become the same.
    if (/\p{Cs}/u.test(character)) return `%u${character.charCodeAt(0).toString(16)}`;
    return Array.from(Buffer.from(character), (byte) => `%${hex(byte)}`).join('');
  }).join('');
}

const hex = (byte: number) => byte.toString(16).toUpperCase().padStart(2, '0');

/** All keys of a user: fixed in number whatever the files are called, and in one slot of a cluster (`{…}`). */
export interface UserKeys {
  /** In the order in which the scripts take them. */
  readonly all: readonly string[];
  /** Where it is told that something changed. */
  readonly channel: string;
}

const names = [
  'entries',
  'state',
  'directories',
  'deleted',
  'deleted-order',
  'versions',
  'contents',
  'versions-of',
  'previous',
  'dropped',
  'changes',
] as const;

/** @param prefix What separates these files from others in the same Redis. */
export function keysOf(prefix: string, user: string): UserKeys {
  const own = `${prefix}{${encodeUser(user)}}:`;
  return { all: names.map((name) => own + name), channel: `${own}changed` };
}
