import * as z from 'zod';
import { quote } from '../quote.ts';

export type ParsedArguments<Arguments> =
  | { readonly ok: true; readonly value: Arguments }
  /** A sentence for the model: what is wrong, and what the tool takes. */
  | { readonly ok: false; readonly problem: string };

/** The JSON Schema of a tool's arguments, as short as it can be: every session sends it to the model. */
export function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return rest;
}

/**
 * What a model sent, checked against the flat object that the tool takes. Arguments that are `null` count as left out,
 * since models fill optional ones so; no arguments at all count as none given.
 */
export function parseArguments<Arguments>(
  tool: string,
  schema: z.ZodType<Arguments>,
  args: unknown,
): ParsedArguments<Arguments> {
  const given = args ?? {};
  if (typeof given !== 'object' || Array.isArray(given))
    return refused(tool, schema, ['the arguments must be an object']);
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  const result = schema.safeParse(present);
  if (result.success) return { ok: true, value: result.data };
  return refused(
    tool,
    schema,
    result.error.issues.map((issue) => problemOf(issue, present)),
  );
}

function refused(tool: string, schema: z.ZodType, problems: readonly string[]) {
  const problem = `${tool}: ${problems.join('; ')}. It takes ${argumentsOf(schema)}.`;
  return { ok: false, problem } as const;
}

function problemOf(issue: z.core.$ZodIssue, present: Record<string, unknown>): string {
  if (issue.code === 'unrecognized_keys') {
    const shown = issue.keys.slice(0, 3).map(quote).join(', ');
    return `there is no argument ${shown}${issue.keys.length > 3 ? ' and others' : ''}`;
  }
  const name = String(issue.path[0]);
  return Object.hasOwn(present, name) ? `"${name}" has a wrong value` : `"${name}" is missing`;
}

/** `path (string), offset (integer, optional)` */
function argumentsOf(schema: z.ZodType): string {
  const { properties = {}, required = [] } = z.toJSONSchema(schema);
  return Object.entries(properties)
    .map(([name, property]) => {
      const { type, minimum } = typeof property === 'object' ? property : {};
      const kind = minimum === undefined ? type : `${type} from ${minimum}`;
      return `"${name}" (${kind}${required.includes(name) ? '' : ', optional'})`;
    })
    .join(', ');
}
