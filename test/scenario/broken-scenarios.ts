export interface BrokenScenario {
  readonly text: string;
  readonly problem: string;
  /** Whether a schema can tell; what one word says of another it can't. */
  readonly seenBySchema: boolean;
}

const steps = (...lines: readonly string[]) =>
  ['title: t', 'users: [alice, bob]', 'steps:', ...lines.map((line) => `  ${line}`), ''].join('\n');

const prompt = (...lines: readonly string[]) =>
  steps('- as: C1', '  prompt: List my files', ...lines.map((line) => `  ${line}`));

const broken = (text: string, problem: string, seenBySchema = true): BrokenScenario => ({
  text,
  problem,
  seenBySchema,
});

export const brokenScenarios: readonly BrokenScenario[] = [
  broken('', 'my.yaml:1:1: write names with their values below it, each as "name: value"'),
  broken('title: t\nusers: [a]\n', 'my.yaml:1:1: "steps" is missing'),
  broken('titel: t\nusers: [a]\n', 'my.yaml:1:1: unknown word "titel": did you mean title?'),
  broken(
    steps('- promt: x', '  as: C1'),
    'my.yaml:4:5: unknown word "promt": did you mean prompt?',
  ),
  broken(steps('- prompt: x'), 'my.yaml:4:5: "as" is missing'),
  broken(
    steps('- deadline: 1'),
    'my.yaml:4:5: this step does nothing: write one of prompt, together, command, wait, kill, say',
  ),
  broken(
    prompt('wait: usage'),
    'my.yaml:6:5: unknown word "wait": there is as, prompt, cancel-after, kill-after, until, expect, deadline',
  ),
  broken(prompt('expect: { tool: [] }'), 'my.yaml:6:15: unknown word "tool": did you mean tools?'),
  broken(
    prompt('expect: { tools: [write_fiel] }'),
    'my.yaml:6:23: unknown word "write_fiel": did you mean write_file?',
  ),
  broken(prompt('expect: { answer: { holds: 7 } }'), 'my.yaml:6:32: write it in quotes: "7"'),
  broken(prompt('expect: { answer: { holds: [a, 7] } }'), 'my.yaml:6:36: write it in quotes: "7"'),
  broken(
    prompt('expect: { files: { alice: { equals: { a: b } } } }'),
    'my.yaml:6:33: unknown word "equals": did you mean equal?',
  ),
  broken(prompt('deadline: soon'), 'my.yaml:6:15: write a number'),
  broken(prompt('deadline: 0'), 'my.yaml:6:15: write a number above 0'),
  broken(
    prompt('cancel-after: session.create'),
    'my.yaml:6:19: unknown word "session.create": did you mean session.created?',
  ),
  broken(
    steps('- wait: reqest.completed'),
    'my.yaml:4:11: unknown word "reqest.completed": did you mean request.completed?',
  ),
  broken(steps('- wait: usage', '  times: 1.5'), 'my.yaml:5:12: write a whole number'),
  broken(steps('- kill: sever'), 'my.yaml:4:11: unknown word "sever": did you mean server?'),
  broken(steps('- together: []'), 'my.yaml:4:15: it is empty'),
  broken(
    'title: t\nusers: [a]\nclients: { D1: a }\nsteps: [{ say: x }]\n',
    'my.yaml:3:12: "D1" is no client: write C1, C2, … C9999',
  ),
  // What a schema can't tell.
  broken(
    steps('- as: C9', '  prompt: x'),
    'my.yaml:4:9: unknown client "C9": did you mean C1?',
    false,
  ),
  broken(
    prompt('expect: { files: { alcie: [] } }'),
    'my.yaml:6:24: unknown user "alcie": did you mean alice?',
    false,
  ),
  broken(
    'title: t\nusers: [a/b]\nsteps: [{ say: x }]\n',
    'my.yaml:2:9: a user name is made of letters, digits, "-", "_" and "." only',
    false,
  ),
  broken(
    'title: t\nusers: [a, a]\nsteps: [{ say: x }]\n',
    'my.yaml:2:12: a stands here twice: leave one out',
    false,
  ),
  broken(
    steps('- command: /rest'),
    'my.yaml:4:14: unknown command /rest: did you mean /restart?',
    false,
  ),
  broken(steps('- command: hello'), 'my.yaml:4:14: a command begins with /', false),
  ...['/import /etc', '/export /', '/restart 127.0.0.1:1', '/copy', '/quit'].map((line) =>
    broken(
      steps(`- command: ${line}`),
      'my.yaml:4:14: a scenario may not do that: it stays within the REPL',
      false,
    ),
  ),
  broken(
    prompt('expect: { answer: { matches: "(" } }'),
    'my.yaml:6:34: this is no regular expression: Invalid regular expression: /(/u: Unterminated group',
    false,
  ),
  broken(
    prompt('expect: { end: answered, failure: step-limit }'),
    'my.yaml:6:39: what is to fail can not end otherwise: leave one of them out',
    false,
  ),
  broken(
    prompt('expect: { files: { alice: [a, ../x] } }'),
    'my.yaml:6:35: The path "../x" has a name of dots only. Write the whole path from the top folder.',
    false,
  ),
  broken(
    'title: t\ntitle: u\n',
    'my.yaml:2:1: this word stands here twice: leave one of them out',
    false,
  ),
  broken(
    'title: &a t\nusers: [*a]\n',
    'my.yaml:2:9: aliases mean nothing here: write the value itself',
    false,
  ),
];
