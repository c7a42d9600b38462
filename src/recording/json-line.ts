/** What a terminal may act on or hide, and JSON leaves as it is: C1 controls, separators, direction, the invisible. */
const unseen = /[\x7f-\x9f\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A value as one line of NDJSON. What a terminal would act on is escaped, which means the same to whoever parses it. */
export const jsonLine = (value: unknown): string =>
  `${JSON.stringify(value).replace(unseen, (character) => character.split('').map(escapeUnit).join(''))}\n`;
