import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configDefaults, type TestProjectInlineConfiguration } from 'vitest/config';

const files = readdirSync(join(import.meta.dirname, 'test'), { recursive: true })
  .map((path) => `test/${path}`)
  .filter((path) => /\.test\.tsx?$/.test(path));

/** Whether a file changes what modules are while they are imported: the next one in its process would find them so. */
const changesModules = (path: string): boolean =>
  /\bvi\.(hoisted|mock)\(/.test(readFileSync(join(import.meta.dirname, path), 'utf8'));

/** Whether a file takes minutes, and measures what a process has grown by in them. */
const isLong = (path: string): boolean => path.includes('.long.test.');

const loners = files.filter((path) => isLong(path) || changesModules(path));
const others = files.filter((path) => !loners.includes(path));

/**
 * The files of `include` but those of `exclude`. Most share a process and what it has loaded, which takes a quarter less
 * time than a process for each; the others have one of their own.
 */
export function projects(
  include: readonly string[],
  exclude: readonly string[] = [],
): TestProjectInlineConfiguration[] {
  const project = (name: string, isolate: boolean, rest: readonly string[]) => ({
    extends: true as const,
    test: {
      name,
      isolate,
      include: [...include],
      exclude: [...configDefaults.exclude, ...exclude, ...rest],
    },
  });
  return [project('together', false, loners), project('alone', true, others)];
}
