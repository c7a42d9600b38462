import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/files/memory-store.ts';
import { defaultFileToolNames } from '../../../src/files/tools/file-tool-names.ts';
import { createFileTools } from '../../../src/files/tools/file-tools.ts';
import { author, toolsOf } from './tools-of.ts';

describe('the tools', () => {
  it('come in the order asked for, once each, and all of them by default', () => {
    const files = createMemoryStore().forUser('ann');
    const namesOf = (names?: string[]) =>
      createFileTools(files, author, names).map((tool) => tool.name);
    expect(namesOf()).toEqual([...defaultFileToolNames]);
    expect(namesOf(['list_files', 'write_file', 'list_files'])).toEqual([
      'list_files',
      'write_file',
    ]);
    expect(namesOf([])).toEqual([]);
    expect(() => namesOf(['read_file', 'bash'])).toThrow(/bash.*write_file, read_file, list_files/);
    expect(() => namesOf(['constructor'])).toThrow(RangeError);
  });

  it('tell the model which arguments they take', () => {
    const parameters = toolsOf().tools.map((tool) => [tool.name, tool.parameters]);
    const description = expect.any(String);
    const path = { type: 'string', description };
    const offset = { type: 'integer', minimum: 0, description };
    const object = { type: 'object', additionalProperties: false };
    expect(Object.fromEntries(parameters)).toEqual({
      write_file: { ...object, properties: { path, content: path }, required: ['path', 'content'] },
      read_file: { ...object, properties: { path, offset }, required: ['path'] },
      list_files: { ...object, properties: { path, offset } },
    });
  });

  it('are small enough to be sent with every session', () => {
    const tools = createFileTools(createMemoryStore().forUser('ann'), author);
    expect(JSON.stringify(tools).length).toBeLessThan(1500);
    expect(JSON.stringify(tools)).toContain('262144 bytes');
  });
});
