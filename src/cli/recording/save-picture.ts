import type { SecretFinder } from '../../recording/secrets.ts';
import { createTerminalText } from '../../recording/terminal-text.ts';
import { type Picture, pictureSvg } from '../../screen/picture/picture.ts';
import { createOutputFile } from './output-file.ts';

/** Writes a picture without secrets. @throws RecordingError */
export function savePicture(
  path: string,
  picture: Picture,
  secrets: SecretFinder,
  overwrite = false,
): void {
  const text = createTerminalText(secrets);
  const frame = text.next(picture.frame) + text.rest();
  const file = createOutputFile(path, overwrite);
  try {
    file.write(pictureSvg({ ...picture, frame }));
  } finally {
    file.close();
  }
}

/** Carries out `/screenshot [--overwrite] [file]`. Returns what to say. @throws RecordingError */
export function takeScreenshot(argument: string, picture: Picture, secrets: SecretFinder): string {
  const [, overwrite, name = ''] = /^(--overwrite(?:\s+|$))?([\s\S]*)$/.exec(argument) ?? [];
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  const path = name || `multiuser-repl-${time}.svg`;
  savePicture(path, picture, secrets, overwrite !== undefined);
  return `the screen is in ${path}`;
}
