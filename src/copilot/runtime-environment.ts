import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * What a runtime may inherit: what it needs to run and to reach a model through a company's network. Everything else
 * stays out, tokens and keys first of all: those are passed to a session, and only to the one that needs them.
 */
const inherited = [
  'PATH',
  'LANG',
  'LC_ALL',
  'SYSTEMROOT',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  // Other addresses of GitHub's services: GitHub Enterprise, and stubs in tests.
  'COPILOT_API_URL',
  'COPILOT_DEBUG_GITHUB_API_URL',
  'GH_HOST',
] as const;

/** How to reach the world beyond this machine, in a company's network. */
const proxies = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
] as const;

/** OpenTelemetry's own variables and the runtime's: it says what it does only where one of `switches` is set. */
const telemetry = /^(?:COPILOT_)?OTEL_[A-Z0-9_]+$/;
const telemetryFile = 'COPILOT_OTEL_FILE_EXPORTER_PATH';
const switches = ['COPILOT_OTEL_ENABLED', 'OTEL_EXPORTER_OTLP_ENDPOINT', telemetryFile];

/** Where traces go, and with which headers: what a collector is told with is no secret from the runtime that tells it. */
function telemetryVariables(environment: NodeJS.ProcessEnv): Record<string, string> {
  if (!switches.some((name) => environment[name])) return {};
  const kept = Object.entries(environment).flatMap(([name, value]) =>
    telemetry.test(name) && value ? [[name, value] as const] : [],
  );
  const file = environment[telemetryFile];
  // Relative to here, and not to the folder that the runtime will work in.
  return { ...Object.fromEntries(kept), ...(file && { [telemetryFile]: resolve(file) }) };
}

/** Whatever is passed on to a runtime, by name. */
export const passedOnVariables: readonly string[] = [...inherited, ...proxies];

/**
 * Where Copilot CLI unpacks itself (235 MB) when it is started for the first time. It would do so at every start if
 * it were left to our private folder; the bundled runtime has nothing to unpack.
 */
function programCache(environment: NodeJS.ProcessEnv): Record<string, string> {
  const { COPILOT_CLI_PATH, COPILOT_CACHE_HOME, XDG_CACHE_HOME } = environment;
  if (!COPILOT_CLI_PATH) return {};
  const usual = join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'copilot');
  return { COPILOT_CACHE_HOME: COPILOT_CACHE_HOME || usual };
}

/**
 * The environment for a runtime. Its clock says UTC: the model is told the time, and need not learn the zone.
 *
 * @param outward whether answers come from beyond this machine. If not, no proxy is inherited: prompts and keys for a
 * model on this machine would go through it.
 */
export function runtimeEnvironment(
  environment: NodeJS.ProcessEnv,
  outward: boolean,
): Record<string, string> {
  const names = outward ? [...inherited, ...proxies] : inherited;
  const kept = names.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(kept),
    ...telemetryVariables(environment),
    ...programCache(environment),
    TZ: 'UTC',
  };
}
