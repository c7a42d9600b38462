/** Takes every known secret out of a text. */
export type Redact = (text: string) => string;

/** Shorter ones would take pieces out of ordinary words. */
const shortestSecret = 6;

export function createRedactor(secrets: readonly (string | undefined)[]): Redact {
  const known = secrets
    .filter((secret): secret is string => (secret?.length ?? 0) >= shortestSecret)
    // One secret may hold another.
    .sort((a, b) => b.length - a.length);
  return (text) => known.reduce((clean, secret) => clean.replaceAll(secret, '‹secret›'), text);
}
