import * as z from 'zod';
import { fileToolNames } from '../files/tools/file-tool-names.ts';
import { eventTypes, requestEventTypes, runningEventTypes } from './event-types.ts';

/**
 * What a scenario file may say: the one source of the parser, of its types and of the JSON Schema that editors read.
 * What one word says of another (whether a step's client is one of the scenario's) is checked in `compile.ts`.
 */

const say = <Schema extends z.ZodType>(description: string, schema: Schema) =>
  schema.describe(description);

const text = (most: number) => z.string().min(1).max(most);
const line = text(500);
const texts = z.array(text(10_000)).min(1).max(100);
/** What is wrong with a value that is neither one nor a list; what is wrong in a list is told by its items. */
const orList =
  (what: string) =>
  ({ input }: { readonly input?: unknown }): string | undefined => {
    if (Array.isArray(input)) return undefined;
    const scalar = typeof input === 'number' || typeof input === 'boolean';
    return scalar ? `write it in quotes: "${input}"` : `write ${what}, or a list of them`;
  };
const oneOrMore = z.union([text(10_000), texts], { error: orList('a text') });
const patternText = z.string().min(1).max(1_000).meta({ format: 'regex' });
const oneOrMorePatterns = z.union([patternText, z.array(patternText).min(1).max(100)], {
  error: orList('a regular expression in quotes'),
});
const seconds = z.number().positive().max(86_400);
const count = z.number().int().min(1).max(1_000_000_000);
const path = text(1_000);
const paths = z.array(path).max(1_000);
const user = text(64);
const client = z.string().regex(/^C[1-9]\d{0,3}$/);
const tool = z.enum(fileToolNames);

const requestEvent = z.enum(requestEventTypes);
const runningEvent = z.enum(runningEventTypes);
const anyEvent = z.enum(eventTypes);

const files = z.strictObject({
  exactly: say('All paths that there are.', paths).optional(),
  absent: say('Paths that there are not.', paths).optional(),
  equal: say('By path: the whole content.', z.record(path, z.string().max(300_000))).optional(),
  contain: say('By path: what the content holds.', z.record(path, oneOrMore)).optional(),
  'written-by': say(
    'By path: the client that wrote it last, or operator.',
    z.record(path, z.union([client, z.literal('operator')])),
  ).optional(),
});

const filesByUser = say(
  'By user: what holds of their files. A list alone is all paths that there are.',
  z.record(user, z.union([paths, files])),
);

const stepExpectation = {
  files: filesByUser.optional(),
  duration: say('The most that it may take, in seconds.', seconds).optional(),
};

const answer = z.strictObject({
  holds: say('Texts that it holds.', oneOrMore).optional(),
  lacks: say('Texts that it does not hold.', oneOrMore).optional(),
  matches: say('Regular expressions that it matches.', oneOrMorePatterns).optional(),
  'lacks-match': say('Regular expressions that it does not match.', oneOrMorePatterns).optional(),
});

const outcome = z.enum(['done', 'refused']);

const call = z.union([
  outcome,
  z.strictObject({
    outcome: outcome.describe('Whether the tool did it.'),
    holds: say('What the model was told holds this.', text(10_000)).optional(),
  }),
]);

const promptExpectation = z.strictObject({
  end: say(
    'How the request ends. Left out: with an answer, or as cancel-after or failure say.',
    z.enum(['answered', 'failed', 'cancelled', 'any']),
  ).optional(),
  failure: say('The code of the error that it fails with, such as step-limit.', line).optional(),
  tools: say(
    'Tools called with success, in this order; others may come between. An empty list: none at all.',
    z.array(tool).max(100),
  ).optional(),
  calls: say('What comes of each tool call, in order.', z.array(call).max(1_000)).optional(),
  answer: say('What the answer says.', answer).optional(),
  'results-lack': say('Texts that no tool tells the model.', oneOrMore).optional(),
  session: say(
    'What becomes of the session. cleared: leaked, and gone after all; none: there never is one.',
    z.enum(['gone', 'leaked', 'cleared', 'none']),
  ).optional(),
  ...stepExpectation,
});

const promptWords = {
  as: say('The client that prompts.', client),
  prompt: say('What it is prompted.', text(262_144)),
  'cancel-after': say(
    'Cancel the request at its first event of this type.',
    runningEvent,
  ).optional(),
  'kill-after': say(
    'Kill the server at the first event of this type of the request.',
    runningEvent,
  ).optional(),
  until: say(
    'The step ends with the first event of this type of the request, which goes on meanwhile.',
    requestEvent,
  ).optional(),
  expect: say('What holds then.', promptExpectation).optional(),
};

const everyStep = {
  deadline: say(
    'Seconds that the step may take. Then it has failed, and the run goes on.',
    seconds,
  ).optional(),
};

const plainStep = {
  expect: say('What holds then.', z.strictObject(stepExpectation)).optional(),
  ...everyStep,
};

/** By the word that says what a step does. */
const stepsByWord = {
  prompt: z.strictObject({ ...promptWords, ...everyStep }),
  together: z.strictObject({
    together: say(
      'Prompts that are sent at once.',
      z.array(z.strictObject(promptWords)).min(1).max(200),
    ),
    ...plainStep,
  }),
  command: z.strictObject({
    command: say('A slash command, as it is typed.', line),
    ...plainStep,
  }),
  wait: z.strictObject({
    wait: say(
      'Wait for an event. Those count that came since the last step that did something began.',
      anyEvent,
    ),
    user: say('Of this user.', user).optional(),
    client: say('Of this client.', client).optional(),
    path: say('Of this file.', path).optional(),
    times: say('So many of them.', count).optional(),
    ...plainStep,
  }),
  kill: z.strictObject({
    kill: say('Kill the server, as a crash would.', z.enum(['server'])),
    ...plainStep,
  }),
  say: z.strictObject({ say: say('Narration for those who watch.', text(2_000)) }),
};

const { prompt, together, command, wait, kill, say: narration } = stepsByWord;

const step = z.union([prompt, together, command, wait, kill, narration]);

export const stepWords = Object.keys(stepsByWord) as readonly (keyof typeof stepsByWord)[];

export const scenarioSchema = z
  .strictObject({
    $schema: say('Where this schema is, for editors.', line).optional(),
    title: say('What it shows, in one line.', text(200)),
    description: say('More of that.', text(2_000)).optional(),
    model: say(
      "Who answers, whatever the operator uses: the offline model, or the hostile one, which does what its prompts say in JSON. Left out: the operator's.",
      z.enum(['offline', 'hostile']),
    ).optional(),
    tools: say(
      "What sessions offer, whatever the operator's do. Left out: what the operator's do.",
      z.array(tool).max(100),
    ).optional(),
    users: say('Who there is.', z.array(user).min(1).max(200)),
    clients: say(
      'By client (C1, C2, …): whose it is. Left out: one for each user, in their order.',
      z.record(client, user),
    ).optional(),
    limits: say(
      'What is allowed.',
      z.strictObject({
        deadline: say('Seconds that each step may take (60).', seconds).optional(),
        timeout: say('Seconds that a request may take.', seconds).optional(),
        'tool-calls': say('Tool calls that a request may make.', count).optional(),
        'bytes-per-file': say('Bytes of UTF-8 that a file may have.', count).optional(),
        'bytes-per-user': say("Bytes that a user's files may have.", count).optional(),
        'files-per-user': say('Files that a user may have.', count).optional(),
      }),
    ).optional(),
    rules: say(
      'What holds for the whole run, beside what always does: each prompt has a session of its own, every session is gone, and only our tools are called.',
      z.strictObject({
        'never-told': say(
          'By user: texts that no answer and no tool ever tells them.',
          z.record(user, oneOrMore),
        ).optional(),
        duration: say('Seconds that any request may take.', seconds).optional(),
        'tools-never-used': say(
          'Tools that nobody calls with success.',
          z.array(tool).min(1).max(100),
        ).optional(),
      }),
    ).optional(),
    steps: say('What is done, one after the other.', z.array(step).min(1).max(5_000)),
  })
  .meta({ title: 'A scenario of multiuser-repl' });

export type ScenarioSource = z.infer<typeof scenarioSchema>;
export type StepSource = ScenarioSource['steps'][number];
export type PromptSource = z.infer<typeof prompt>;
export type StepExpectationSource = z.infer<typeof wait>['expect'];

/** The JSON Schema of scenario files, as it is published. */
export const scenarioJsonSchema = () =>
  z.toJSONSchema(scenarioSchema, { io: 'input', reused: 'ref' });
