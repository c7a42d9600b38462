import { FilesError } from '../files/errors.ts';
import type { UserFiles } from '../files/file-store.ts';
import { quote } from '../files/quote.ts';
import { nearestWord } from './nearest.ts';

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The path that was probably meant: a file of that name elsewhere, else what is spelled nearly so. */
function nearestPath(path: string, paths: readonly string[]): string | undefined {
  const elsewhere = paths.filter((each) => baseName(each) === baseName(path));
  return elsewhere.length === 1 ? elsewhere[0] : nearestWord(path, paths);
}

/**
 * For what the operator does with a file: where there is no such file, the error names the nearest one, and how to see
 * them all. The store's own words are for the model, which has a tool to list files.
 */
export async function withNearestFile<Done>(
  files: UserFiles,
  path: string,
  doing: Promise<Done>,
): Promise<Done> {
  try {
    return await doing;
  } catch (error) {
    if (!(error instanceof FilesError) || error.code !== 'not-found') throw error;
    const nearest = nearestPath(
      path,
      (await files.list()).map((each) => each.path),
    );
    const remedy =
      nearest === undefined ? '/files shows which there are' : `did you mean ${quote(nearest)}?`;
    throw new FilesError('not-found', `there is no file ${quote(path)}: ${remedy}`, {
      cause: error,
    });
  }
}
