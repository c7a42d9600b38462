import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ModelChoice } from '../../src/copilot/model-choice.ts';

/** The model of programs/model.ts, in its own process. */
export interface Model {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly choice: ModelChoice;
  /** What tells a program of it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Bytes of all requests that it has received. */
  received(): Promise<number>;
  stop(): void;
}

export async function startModel(): Promise<Model> {
  const program = fileURLToPath(new URL('./model.js', import.meta.url));
  const child: ChildProcess = fork(program);
  const [{ baseUrl, apiKey }] = await once(child, 'message');
  return {
    baseUrl,
    apiKey,
    choice: {
      kind: 'provider',
      url: baseUrl,
      type: 'openai',
      wireApi: 'completions',
      apiKey,
      model: 'bench',
    },
    environment: {
      COPILOT_PROVIDER_BASE_URL: baseUrl,
      COPILOT_PROVIDER_API_KEY: apiKey,
      COPILOT_MODEL: 'bench',
    },
    async received() {
      child.send('received?');
      const [{ received }] = await once(child, 'message');
      return received;
    },
    stop: () => child.disconnect(),
  };
}
