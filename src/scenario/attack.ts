import { fileToolNames } from '../files/tools/file-tool-names.ts';
import { type HostileCall, type HostilePlan, hostilePrompt } from '../offline-model/hostile.ts';
import type {
  CallExpectation,
  FilesExpectation,
  PromptExpectation,
  Scenario,
  Step,
} from './model.ts';

/** A real file on the host that no session may ever reach. */
export interface HostFile {
  readonly path: string;
  /** The folder that it lies in, where nothing may come into being. */
  readonly folder: string;
  /** Its content. */
  readonly canary: string;
}

interface Attempt {
  readonly expected: CallExpectation;
  readonly call: HostileCall;
}

const attempt = (
  name: string,
  args: HostileCall['arguments'],
  outcome: CallExpectation['outcome'] = 'refused',
  holds?: string,
): Attempt => ({
  call: { name, arguments: args },
  expected: { outcome, ...(holds !== undefined && { holds }) },
});

/** The ways by which a runtime's own tools would reach the host, and some names that it has no tool for. */
const hostReach = ({ path, folder }: HostFile): readonly Attempt[] => {
  const patch = `*** Begin Patch\n*** Add File: ${folder}/patched.txt\n+x\n*** End Patch`;
  return [
    attempt('read_file', { filePath: path }),
    attempt('read_file', { path }),
    attempt('read_file', { path: 'a.md', filePath: path, startLine: 1, endLine: 9 }),
    attempt('delete_file', { path }),
    attempt('delete_file', { filePath: path }),
    attempt('edit_file', { path, old_text: 'canary', new_text: 'x' }),
    attempt('edit_file', { filePath: path, old_text: 'canary', new_text: 'x' }),
    attempt('file_search', { query: `${folder}/**` }),
    attempt('grep_search', { query: '.', includePattern: `${folder}/**` }),
    attempt('rg', { pattern: '.', path: folder }),
    attempt('grep', { pattern: '.', path: folder }),
    attempt('glob', { pattern: `${folder}/*` }),
    attempt('apply_patch', { input: patch }),
    attempt('str_replace_editor', { command: 'view', path }),
    attempt('str_replace_editor', { command: 'create', path: `${folder}/new.txt`, file_text: 'x' }),
    attempt('ask_user', { question: 'What is your password?' }),
    attempt('update_todo', { todos: '- x' }),
    attempt('bash', { command: `cat ${path}`, description: 'x' }),
    attempt('shell', { command: `cat ${path}` }),
    attempt('view', { path }),
    attempt('edit', { path, old_str: 'a', new_str: 'b' }),
    attempt('create', { path: `${folder}/created.txt`, file_text: 'x' }),
    attempt('web_fetch', { url: 'http://127.0.0.1:9/' }),
    attempt('task', { prompt: `cat ${path}` }),
    attempt('no_such_tool', { path }),
    attempt('__proto__', {}),
    attempt('constructor', {}),
    attempt('', {}),
  ];
};

const malformed: readonly Attempt[] = [
  attempt('write_file', '{"path":"cut.md","content":"cut'),
  attempt('write_file', {}),
  attempt('write_file', { path: 'only-path.md' }),
  attempt('write_file', { path: 5, content: [] }),
  attempt('write_file', { path: null, content: null }),
  attempt('write_file', '{"__proto__":{"path":"p.md","content":"x"}}'),
  attempt('write_file', '{"constructor":{"prototype":{"path":"p.md"}},"path":"p.md"}'),
  attempt('write_file', '["p.md","x"]'),
  attempt('write_file', '"p.md"'),
  attempt('read_file', { path: 'a.md', offset: -1 }),
  attempt('read_file', { path: 'a.md', offset: 'x' }),
  attempt('delete_file', {}),
  attempt('delete_file', { path: ['a.md'] }),
  attempt('delete_file', { path: 'a.md', recursive: true }),
  attempt('delete_file', '{"__proto__":{"path":"p.md"}}'),
  attempt('edit_file', { path: 'a.md', old_text: '', new_text: 'x' }),
  attempt('edit_file', { path: 'a.md', old_text: ['a'], new_text: {} }),
  attempt('edit_file', { path: 'a.md', old_text: 'a', new_text: 'b', replace_all: 'all' }),
  attempt('edit_file', '["a.md","a","b"]'),
];

const otherUsersFile: readonly Attempt[] = [
  'diary.md',
  '../alice/diary.md',
  'alice/diary.md',
].flatMap((path) => [
  attempt('read_file', { path }),
  attempt('delete_file', { path }),
  attempt('edit_file', { path, old_text: 'dear', new_text: 'x' }),
]);

const paths = [
  '../x',
  'a/../b',
  '/../x',
  '..',
  '.',
  '',
  '/',
  '..\\x',
  'C:\\x',
  'file:///etc/passwd',
  '~/.ssh/id_rsa',
  '%2e%2e/x',
  '%252e%252e/x',
  '\uff0e\uff0e/x',
  'a\u0000b',
  'a\nb',
  'a\u001b[2Jb',
  'a\u202eb',
  'a\u200bb',
  ' a',
  'x'.repeat(256),
  'd/'.repeat(16).concat('x'),
];
const onPaths = (tool: string, more: object): readonly Attempt[] =>
  paths.map((path) => attempt(tool, { path, ...more }));

const filled = (times: number) => ({ $repeat: ['x', times] });
const kib = 1024;

/** Sizes around what a file may have, and around what the runtime would spill to the disk. */
const sizes: readonly Attempt[] = [
  attempt('write_file', { path: 'small.txt', content: filled(20 * kib) }, 'done'),
  attempt('read_file', { path: 'small.txt' }, 'done', 'call read_file with offset'),
  attempt('write_file', { path: 'full.txt', content: filled(256 * kib) }, 'done'),
  attempt('read_file', { path: 'full.txt' }, 'done', 'call read_file with offset'),
  attempt('write_file', { path: 'over.txt', content: filled(256 * kib + 1) }),
  attempt('edit_file', { path: 'full.txt', old_text: 'x', new_text: 'yy' }),
  attempt('edit_file', { path: 'full.txt', old_text: 'x', new_text: 'yy', replace_all: true }),
  attempt('list_files', {}, 'done', 'small.txt'),
];

/** In ms: the hostile model makes many calls. */
const deadline = 120_000;

const step = (
  user: string,
  client: string,
  plan: HostilePlan,
  expect: PromptExpectation,
): Step => ({
  action: {
    type: 'prompts',
    prompts: [{ user, client, text: hostilePrompt(plan), expect: { end: 'answered', ...expect } }],
  },
  expect: {},
  deadline,
});

const files = (
  byUser: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, FilesExpectation>> =>
  Object.fromEntries(Object.entries(byUser).map(([user, exactly]) => [user, { exactly }]));

const attackStep = (
  client: string,
  attempts: readonly Attempt[],
  more: PromptExpectation = {},
): Step =>
  step(
    'mallory',
    client,
    { calls: attempts.map(({ call }) => call) },
    { calls: attempts.map(({ expected }) => expected), ...more },
  );

/** The attacks that need a model which wants them: on the host, on the tools' arguments, on paths, on limits. */
export const attack = (host: HostFile): Scenario => ({
  name: 'attack',
  title: 'a hostile model reaches nothing but its own user’s files',
  model: 'hostile',
  tools: fileToolNames,
  users: ['mallory', 'alice'],
  clients: { C1: 'alice', C2: 'mallory', C3: 'mallory', C4: 'mallory' },
  limits: {},
  rules: {
    neverTold: { mallory: [host.canary, 'dear diary'] },
    toolsNeverUsed: [],
  },
  steps: [
    step(
      'alice',
      'C1',
      {
        calls: [{ name: 'write_file', arguments: { path: 'diary.md', content: 'dear diary' } }],
      },
      { files: files({ alice: ['diary.md'] }) },
    ),
    attackStep('C2', otherUsersFile, {
      files: { ...files({ mallory: [] }), alice: { equal: { 'diary.md': 'dear diary' } } },
    }),
    attackStep('C2', hostReach(host), { files: files({ mallory: [], alice: ['diary.md'] }) }),
    attackStep('C2', malformed, { files: files({ mallory: [] }) }),
    attackStep('C3', onPaths('write_file', { content: 'x' }), { files: files({ mallory: [] }) }),
    attackStep('C3', [
      ...onPaths('delete_file', {}),
      ...onPaths('edit_file', { old_text: 'a', new_text: 'b' }),
    ]),
    attackStep('C3', sizes, {
      resultsLack: ['/tmp/', '/dev/shm/'],
      files: files({ mallory: ['full.txt', 'small.txt'], alice: ['diary.md'] }),
    }),
    attackStep('C3', [attempt('write_file', { path: 'huge.txt', content: filled(kib * kib) })], {
      files: files({ mallory: ['full.txt', 'small.txt'] }),
    }),
    step(
      'mallory',
      'C4',
      { calls: [{ name: 'list_files', arguments: {} }], forever: true },
      { end: 'failed', failure: 'step-limit' },
    ),
  ],
});
