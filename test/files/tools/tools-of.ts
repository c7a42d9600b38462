import { expect } from 'vitest';
import type { UserFiles } from '../../../src/files/file-store.ts';
import { createMemoryStore } from '../../../src/files/memory-store.ts';
import { fileToolNames } from '../../../src/files/tools/file-tool-names.ts';
import { createFileTools } from '../../../src/files/tools/file-tools.ts';

export const author = { client: 'C1', request: 'r1' };

/** What the runtime still hands to the model as it is. */
const longestResult = 20_480;

/** All tools over the files of one user, and a call of one of them as a model makes it. */
export function toolsOf(files: UserFiles = createMemoryStore().forUser('ann')) {
  const tools = createFileTools(files, author, fileToolNames);
  const call = async (name: string, args: unknown) => {
    const tool = tools.find((each) => each.name === name);
    if (!tool) throw new Error(`no tool ${name}`);
    const outcome = await tool.run(args);
    expect(Buffer.byteLength(outcome.text)).toBeLessThan(longestResult);
    return outcome;
  };
  return { files, tools, call };
}
