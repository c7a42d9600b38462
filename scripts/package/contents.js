import { check } from './run.js';

/** All that may be in the tarball. */
const wanted = [
  /^(?:LICENSE|(?:README|CHANGELOG|SECURITY)\.md|package\.json)$/,
  /^docs\/(?:[\w-]+\.(?:md|svg)|pictures\/[\w-]+\.svg)$/,
  /^examples\/[\w-]+\.js$/,
  /^bin\/multiuser-repl\.js$/,
  /^man\/multiuser-repl\.1$/,
  /^schema\/scenario\.schema\.json$/,
  /^dist\/(?:main|guard|index|redis)\.js$/,
  /^dist\/[\w-]+-[A-Z0-9]{8}\.js$/,
  /^dist\/THIRD-PARTY-LICENSES\.txt$/,
  /^dist\/built-in\/[\w-]+\.yaml$/,
  /^dist\/types\/(?:index|redis|(?:copilot|files|offline-model|repl)\/[\w/-]+)\.d\.ts$/,
];

/** And what must be. */
const needed = [
  'bin/multiuser-repl.js',
  'man/multiuser-repl.1',
  'dist/guard.js',
  'dist/index.js',
  'dist/types/index.d.ts',
  'dist/THIRD-PARTY-LICENSES.txt',
];

/** Bytes. The runtime is no part of it: it comes with the SDK. */
const limits = { packed: 700_000, unpacked: 2_300_000 };

/** @param packed what `npm pack --json` tells. Returns a line that states the size. */
export function checkContents({ files, size, unpackedSize }) {
  const paths = files.map(({ path }) => path);
  const surplus = paths.filter((path) => !wanted.some((pattern) => pattern.test(path)));
  check(surplus.length === 0, `the tarball holds what nobody needs: ${surplus.join(', ')}`);
  const missing = needed.filter((path) => !paths.includes(path));
  check(missing.length === 0, `the tarball lacks ${missing.join(', ')}`);
  check(size <= limits.packed, `the tarball has ${size} bytes, more than ${limits.packed}`);
  check(unpackedSize <= limits.unpacked, `unpacked it has ${unpackedSize} bytes`);
  const kilobytes = (bytes) => `${Math.round(bytes / 1000)} kB`;
  return `${paths.length} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`;
}
