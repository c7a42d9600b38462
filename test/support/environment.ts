/**
 * Passed on to programs under test: what they need to run, and which Copilot runtime to use. Nothing else, so that no
 * token of whoever runs the tests can reach them.
 */
const passedOn = ['PATH', 'HOME', 'TMPDIR', 'COPILOT_CLI_PATH', 'COPILOT_CACHE_HOME'];

/** An environment without tokens and without the test runner's own variables; `CI=false`, or Ink shows only its last frame. */
export function testEnvironment(
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const environment: Record<string, string> = {
    LANG: 'C.UTF-8',
    CI: 'false',
    // Not the configuration of whoever runs the tests.
    XDG_CONFIG_HOME: '/nonexistent',
  };
  for (const name of passedOn) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return { ...environment, ...more };
}
