import * as z from 'zod';
import { FilesError } from '../errors.ts';
import type { Author, UserFiles } from '../file-store.ts';
import type { FileLimits } from '../limits.ts';
import type { FileToolName } from './file-tool-names.ts';
import { faultyOutcome, type Tool } from './tool.ts';
import { jsonSchemaOf, parseArguments } from './tool-arguments.ts';

/** What a tool works with: one user's files, for one request. */
export interface FileToolContext {
  readonly files: UserFiles;
  /** As whom the tool writes. */
  readonly author: Author;
  /** Those of the store, to be told to the model. */
  readonly limits: FileLimits;
}

/** A tool over any user's files; `create` makes it one over those of one user. */
export interface FileToolDefinition {
  readonly name: FileToolName;
  readonly create: (context: FileToolContext) => Tool;
}

interface FileToolParts<Arguments> {
  readonly name: FileToolName;
  /** For the model, as short as it can be: every session sends it. */
  readonly description: (limits: FileLimits) => string;
  /** A flat, strict object: extra arguments are refused, so that a model that guessed a name learns the right one. */
  readonly schema: z.ZodType<Arguments>;
  /** Resolves to what the model is told. @throws FilesError, whose message the model is told instead */
  readonly run: (args: Arguments, context: FileToolContext) => Promise<string>;
}

/**
 * Makes a tool of its parts: arguments are checked before `run` sees them, what the model did wrong becomes an outcome
 * that says what to do instead, and whatever else is thrown stays with the operator.
 */
export function defineFileTool<Arguments>(parts: FileToolParts<Arguments>): FileToolDefinition {
  const { name, description, schema, run } = parts;
  const parameters = jsonSchemaOf(schema);
  return {
    name,
    create: (context) => ({
      name,
      description: description(context.limits),
      parameters,
      async run(args) {
        try {
          const parsed = parseArguments(name, schema, args);
          if (!parsed.ok) return { ok: false, text: `Error: ${parsed.problem}` };
          return { ok: true, text: await run(parsed.value, context) };
        } catch (error) {
          if (error instanceof FilesError) return { ok: false, text: `Error: ${error.message}` };
          return faultyOutcome(name, error);
        }
      },
    }),
  };
}

/** The argument that names a file, the same in every tool. */
export const path = z.string().describe('Path from the top folder, such as docs/notes.md');
