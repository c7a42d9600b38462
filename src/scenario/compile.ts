import { basename } from 'node:path';
import { parseLine } from '../repl/command-language.ts';
import { checkUserName } from '../repl/names.ts';
import { isAllowed } from './allowed-commands.ts';
import { compileFiles, compilePromptExpectation, listOf } from './compile-expectations.ts';
import { defined } from './defined.ts';
import { unknownWord } from './explain.ts';
import type { Action, Prompt, Scenario, Step } from './model.ts';
import type { PromptSource, ScenarioSource, StepExpectationSource, StepSource } from './schema.ts';
import type { Source } from './source.ts';

/** Seconds, where nothing else is said. */
const defaultDeadline = 60;

const milliseconds = (seconds: number) => Math.round(seconds * 1000);

type Path = readonly PropertyKey[];

/**
 * Makes the model of what the schema has accepted, and checks what a schema can't.
 * @throws ScenarioProblem
 */
export function compile(source: ScenarioSource, where: Source, file: string): Scenario {
  const users = source.users.map((given, index) => {
    const checked = checkUserName(given);
    if ('problem' in checked) throw where.problem(checked.problem, ['users', index]);
    return checked.name;
  });
  const twice = users.findIndex((user, index) => users.indexOf(user) < index);
  if (twice >= 0) {
    throw where.problem(`${users[twice]} stands here twice: leave one out`, ['users', twice]);
  }

  const userNamed = (given: string, path: Path, atKey = false): string => {
    const name = given.normalize('NFC');
    if (users.includes(name)) return name;
    throw where.problem(unknownWord('user', given, users), path, atKey);
  };
  /** Values by user, with each name checked. */
  const byUser = <Given, Value>(
    given: Readonly<Record<string, Given>> | undefined,
    path: Path,
    make: (each: Given, path: Path) => Value,
  ): Readonly<Record<string, Value>> =>
    Object.fromEntries(
      Object.entries(given ?? {}).map(([user, each]) => {
        const at = [...path, user];
        return [userNamed(user, at, true), make(each, at)];
      }),
    );

  const clients: Readonly<Record<string, string>> = source.clients
    ? Object.fromEntries(
        Object.entries(source.clients).map(([client, user]) => [
          client,
          userNamed(user, ['clients', client]),
        ]),
      )
    : Object.fromEntries(users.map((user, index) => [`C${index + 1}`, user]));

  const userOf = (client: string, path: Path): string => {
    const user = clients[client];
    if (user !== undefined) return user;
    throw where.problem(unknownWord('client', client, Object.keys(clients)), path);
  };

  const expectationOf = (given: StepExpectationSource, path: Path): Step['expect'] =>
    defined({
      files:
        given?.files &&
        byUser(given.files, [...path, 'expect', 'files'], (files, at) =>
          compileFiles(files, (message, below, atKey) =>
            where.problem(message, [...at, ...below], atKey),
          ),
        ),
      duration: given?.duration && milliseconds(given.duration),
    });

  function promptOf(given: Omit<PromptSource, 'deadline'>, path: Path): Prompt {
    const { as: client, prompt: text, expect } = given;
    return defined({
      user: userOf(client, [...path, 'as']),
      client,
      text,
      cancelAfter: given['cancel-after'],
      killAfter: given['kill-after'],
      until: given.until,
      expect: {
        ...compilePromptExpectation(given, (message, at) =>
          where.problem(message, [...path, 'expect', ...at]),
        ),
        ...expectationOf(expect, path),
      },
    });
  }

  function commandOf(line: string, path: Path): Action {
    const parsed = parseLine(line);
    if (!line.startsWith('/') || parsed.type !== 'command') {
      const why = parsed.type === 'error' ? parsed.message : 'a command begins with /';
      throw where.problem(why, path);
    }
    if (!isAllowed(parsed.command)) {
      throw where.problem('a scenario may not do that: it stays within the REPL', path);
    }
    return { type: 'command', line, command: parsed.command };
  }

  function actionOf(step: StepSource, path: Path): Action {
    if ('prompt' in step) return { type: 'prompts', prompts: [promptOf(step, path)] };
    if ('together' in step) {
      const prompts = step.together.map((each, index) =>
        promptOf(each, [...path, 'together', index]),
      );
      return { type: 'prompts', prompts };
    }
    if ('command' in step) return commandOf(step.command, [...path, 'command']);
    if ('kill' in step) return { type: 'kill' };
    if ('say' in step) return { type: 'say', text: step.say };
    const { wait: event, user, client, path: file, times = 1 } = step;
    if (client !== undefined) userOf(client, [...path, 'client']);
    return {
      type: 'wait',
      pattern: defined({
        event,
        times,
        client,
        path: file,
        user: user === undefined ? undefined : userNamed(user, [...path, 'user']),
      }),
    };
  }

  const { limits = {}, rules = {} } = source;
  const deadline = limits.deadline ?? defaultDeadline;

  const steps = source.steps.map((step, index): Step => {
    const path = ['steps', index];
    const own = 'say' in step ? undefined : step.deadline;
    return {
      action: actionOf(step, path),
      // A single prompt has its own expectations.
      expect: 'prompt' in step || 'say' in step ? {} : expectationOf(step.expect, path),
      deadline: milliseconds(own ?? deadline),
      line: where.lineOf(path),
    };
  });

  return defined({
    name: basename(file).replace(/\.ya?ml$/i, ''),
    title: source.title,
    description: source.description,
    file,
    model: source.model,
    tools: source.tools,
    users,
    clients,
    limits: defined({
      timeout: limits.timeout && milliseconds(limits.timeout),
      toolCalls: limits['tool-calls'],
      bytesPerFile: limits['bytes-per-file'],
      bytesPerUser: limits['bytes-per-user'],
      filesPerUser: limits['files-per-user'],
    }),
    rules: defined({
      neverTold: byUser(rules['never-told'], ['rules', 'never-told'], listOf),
      duration: rules.duration && milliseconds(rules.duration),
      toolsNeverUsed: rules['tools-never-used'] ?? [],
    }),
    steps,
  });
}
