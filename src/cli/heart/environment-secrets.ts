/** The variables that hold a token or a key. */
export const secretVariables = [
  'COPILOT_CONNECTION_TOKEN',
  'COPILOT_GITHUB_TOKEN',
  'GH_TOKEN',
  'GITHUB_TOKEN',
  'COPILOT_PROVIDER_API_KEY',
  'COPILOT_PROVIDER_BEARER_TOKEN',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'OTEL_EXPORTER_OTLP_TRACES_HEADERS',
  'OTEL_EXPORTER_OTLP_METRICS_HEADERS',
  // A URL that may hold a password.
  'MULTIUSER_REPL_STORE',
];

/** All that the environment holds and no message may: tokens, keys, and who logs in at a provider's URL. */
export function environmentSecrets(environment: NodeJS.ProcessEnv): readonly string[] {
  const url = environment.COPILOT_PROVIDER_BASE_URL ?? '';
  const inUrl = URL.canParse(url) ? [new URL(url).password, new URL(url).username] : [];
  const secrets = [...secretVariables.map((name) => environment[name]), ...inUrl];
  return secrets.filter((secret): secret is string => Boolean(secret));
}
