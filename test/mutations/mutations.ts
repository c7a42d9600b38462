/** A guard taken out of the code, and who has to notice. */
export interface Mutation {
  /** What holds while the guard is there. */
  readonly guard: string;
  readonly file: string;
  readonly code: string;
  readonly instead: string;
  /** Test files of which at least one test has to fail. */
  readonly tests: readonly string[];
  /** What names a test of `verify` that has to fail too; left out where `verify` can't see this guard. */
  readonly verify?: string;
}

export const mutations: readonly Mutation[] = [
  {
    guard: 'tools override the runtime’s own',
    file: 'src/copilot/session-config.ts',
    code: 'overridesBuiltInTool: true,',
    instead: '',
    tests: ['test/integration/request.test.ts'],
    verify: 'attack',
  },
  {
    guard: 'a session is deleted',
    file: 'src/copilot/destroy-session.ts',
    code: 'await within(client.deleteSession(id), limit);',
    instead: '',
    tests: ['test/integration/request.test.ts'],
    verify: 'prints a check a line',
  },
  {
    guard: 'a session that was never prompted is looked for in memory',
    file: 'src/copilot/destroy-session.ts',
    code: 'if (live || stored)',
    instead: 'if (stored)',
    tests: ['test/copilot/destroy-session.test.ts'],
  },
  {
    guard: 'the server is asked whether a session is gone',
    file: 'src/copilot/destroy-session.ts',
    code: 'const [live, stored] = await within(asking, limit);',
    instead: 'const [live, stored] = [false, await within(asking, limit).then(() => false)];',
    tests: ['test/copilot/destroy-session.test.ts'],
  },
  {
    guard: 'a path holds no ".."',
    file: 'src/files/paths.ts',
    code: "if (/^\\.+$/.test(segment.normalize('NFKC')))",
    instead: 'if (false)',
    tests: ['test/files/paths.test.ts'],
    verify: 'attack',
  },
  {
    guard: 'each user has files of their own',
    file: 'src/files/memory-store.ts',
    code: 'const tree = createFileTree(limits);',
    instead: 'const tree = ((globalThis as any).sharedTree ??= createFileTree(limits));',
    tests: ['test/files/memory-store.test.ts'],
    verify: 'isolation',
  },
  {
    guard: 'a file has a size limit',
    file: 'src/files/refusals.ts',
    code: 'if (size > bytesPerFile)',
    instead: 'if (size > Number.MAX_SAFE_INTEGER)',
    tests: ['test/files/limits.test.ts'],
    verify: 'attack',
  },
  {
    guard: 'text from outside is made safe',
    file: 'src/screen/safe-text.ts',
    code: 'if (plain.test(text)) return text;',
    instead: 'if (text === text) return text;',
    tests: ['test/screen/safe-text.test.ts'],
  },
  {
    guard: 'a line of NDJSON holds nothing that a terminal acts on',
    file: 'src/recording/json-line.ts',
    code: 'replace(unseen,',
    instead: 'replace(/(?!)/g,',
    tests: ['test/cli/output.test.ts'],
  },
  {
    guard: 'the runtime inherits no secret and no time zone',
    file: 'src/copilot/runtime-environment.ts',
    code: '...telemetryVariables(environment),',
    instead: '...telemetryVariables(environment), ...(environment as Record<string, string>),',
    tests: ['test/isolation/disclosure.test.ts'],
  },
  {
    guard: 'an event holds no secret',
    file: 'src/repl/redact.ts',
    code: "clean.replaceAll(secret, '‹secret›')",
    instead: 'clean',
    tests: ['test/isolation/disclosure.test.ts'],
  },
  {
    guard: 'a recording holds no secret',
    file: 'src/recording/secrets.ts',
    code: "if (typeof value === 'string') return withoutSecrets(value, secrets);",
    instead: "if (typeof value === 'string') return value;",
    tests: ['test/cli/report.test.ts', 'test/recording/event-recorder.test.ts'],
  },
  {
    guard: 'a client runs one request after the other',
    file: 'src/repl/client.ts',
    code: 'line = line.then(async',
    instead: 'line = Promise.resolve().then(async',
    tests: ['test/integration/request.test.ts'],
  },
  {
    guard: 'a request makes no more tool calls than it may',
    file: 'src/repl/request-guards.ts',
    code: 'if (calls <= limit && !signal.aborted)',
    instead: 'if (calls > 0)',
    tests: ['test/integration/request.test.ts'],
  },
  {
    guard: 'a retired server ends with its last request, and not before',
    file: 'src/repl/leases.ts',
    code: 'retired.add(backend);\n      if (counts.running === 0) void end(backend);',
    instead: 'retired.add(backend);\n      void end(backend);',
    tests: ['test/faults/recycling.e2e.test.ts'],
  },
  {
    guard: 'a client belongs to one user',
    file: 'src/repl/roster.ts',
    code: 'if (client.user === user) return client;',
    instead: 'if (client) return client;',
    tests: ['test/integration/request.test.ts', 'test/isolation/names.test.ts'],
  },
  {
    guard: 'no two users have names that look alike',
    file: 'src/repl/names.ts',
    code: 'if (invisible.test(normal))',
    instead: 'if (false)',
    tests: ['test/repl/names.test.ts'],
  },
  {
    guard: 'the folder of a guard that lives is left alone',
    file: 'src/copilot/guard/abandoned-folders.ts',
    code: "if (state === 'alive') return { state: 'in-use', path };",
    instead: '',
    tests: ['test/copilot/guard-folders.isolated.test.ts'],
  },
  {
    guard: 'a folder that others can open is not taken for ours',
    file: 'src/copilot/guard/abandoned-folders.ts',
    code: '(stats.mode & 0o777) === 0o700',
    instead: 'stats.mode > 0',
    tests: ['test/copilot/guard-folders.isolated.test.ts'],
  },
  {
    guard: 'a link on the host’s disk is not followed',
    file: 'src/host-files/folder.ts',
    code: 'if (stats.isSymbolicLink())',
    instead: 'if (false)',
    tests: ['test/host-files/transfer.test.ts'],
  },
  {
    guard: 'a check that fails is an exit code of its own',
    file: 'src/cli/commands/verify/run.ts',
    code: 'return passed ? exitCodes.done : exitCodes.failed;',
    instead: 'return exitCodes.done;',
    tests: ['test/cli/verify-files.test.ts'],
  },
  {
    guard: 'a line that fails is an exit code of its own',
    file: 'src/cli/commands/repl/batch.ts',
    code: 'failures > 0 ? exitCodes.failed : exitCodes.done',
    instead: 'exitCodes.done',
    tests: ['test/cli/batch.test.ts'],
  },
];
