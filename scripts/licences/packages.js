import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { permission, withoutFile } from './without-file.js';

/** Licences whose only condition is that their notice travels along. Another one is a decision, not an update. */
const allowed = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

const folderOf = (path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];

/** The folders of the npm packages of which there is code in what esbuild put out. */
function foldersOf({ outputs }) {
  const used = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput ? [path] : [])),
  );
  return [...new Set(used.flatMap((path) => folderOf(path) ?? []))];
}

/** What a package's own files say, a licence before a notice. */
function textOf(folder, { name, license }) {
  const files = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file))
    .sort((a, b) => /^notice/i.test(a) - /^notice/i.test(b) || (a < b ? -1 : 1));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
  const known = withoutFile[name];
  if (texts.length === 0 && known?.licence === license) return `${known.notice}\n\n${permission}`;
  if (files.every((file) => /^notice/i.test(file))) {
    throw new Error(`${name} is bundled, but brings no licence: scripts/licences/without-file.js`);
  }
  return texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n');
}

/**
 * Name, version, licence and its text of each npm package that is part of what esbuild's metafile tells of, in the order
 * of the names.
 * @throws Error where one has no licence text, or a licence that nobody has thought about
 */
export function bundledPackages(metafile, root) {
  const packages = foldersOf(metafile).map((folder) => {
    const described = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const { name, version, license } = described;
    if (!allowed.includes(license)) {
      throw new Error(`${name} is bundled, but its licence is none of ours: ${license}`);
    }
    return { name, version, licence: license, text: textOf(join(root, folder), described) };
  });
  const key = ({ name, version }) => `${name}@${version}`;
  const byKey = new Map(packages.map((each) => [key(each), each]));
  return [...byKey.keys()].sort().map((each) => byKey.get(each));
}
