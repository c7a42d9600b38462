/** Takes every known secret out of a text. */
export type Redact = (text: string) => string;

/** The value with every text in it redacted; names of fields are left. */
export function redactValue<Value>(value: Value, redact: Redact): Value {
  const redacted = (each: unknown): unknown => {
    if (typeof each === 'string') return redact(each);
    if (typeof each !== 'object' || each === null) return each;
    if (Array.isArray(each)) return each.map(redacted);
    return Object.fromEntries(Object.entries(each).map(([name, field]) => [name, redacted(field)]));
  };
  // Of the same shape.
  return redacted(value) as Value;
}

const shortestSecret = 6;

/** Takes these out, the longer ones first. Those under six characters stay: they are in ordinary words. */
export function createRedactor(secrets: readonly (string | undefined)[]): Redact {
  const known = secrets
    .filter((secret): secret is string => (secret?.length ?? 0) >= shortestSecret)
    // One secret may hold another.
    .sort((a, b) => b.length - a.length);
  return (text) => known.reduce((clean, secret) => clean.replaceAll(secret, '‹secret›'), text);
}
