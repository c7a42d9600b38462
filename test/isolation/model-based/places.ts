import type { FileLimits } from '../../../src/files/limits.ts';

/** A path as someone may write it, and what it must mean as a file and as a folder; null where it must be refused. */
export interface Place {
  readonly written: string;
  readonly file: string | null;
  readonly folder: string | null;
}

const literal = (path: string): Place => ({ written: path, file: path, folder: path });
const spelling = (written: string, path: string): Place => ({ written, file: path, folder: path });
const folder = (written: string, path: string): Place => ({ written, file: null, folder: path });
const refused = (written: string): Place => ({ written, file: null, folder: null });

const family = '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}.md';

/** Few names, so that users and clients meet on them, and folders that are also files. */
export const harmlessPlaces: readonly Place[] = [
  ...[
    'a.md',
    'a.md/below',
    'docs',
    'docs/a.md',
    'docs.md',
    'docs/deep/b.md',
    '.env',
    'a..b',
    '*',
  ].map(literal),
  ...['__proto__', 'constructor', 'constructor/a.md', 'ann/a.md', 'anna', '日本/メモ.md'].map(
    literal,
  ),
  ...['résumé.md', family, 'my file (1).txt', '%00'].map(literal),
  spelling('./a.md', 'a.md'),
  spelling('//docs/./a.md', 'docs/a.md'),
  spelling('/etc/passwd', 'etc/passwd'),
  spelling('re\u0301sume\u0301.md', 'résumé.md'),
  ...['', '/', '.', './', '//'].map((written) => folder(written, '')),
  folder('docs/', 'docs'),
  folder('./ann/.', 'ann'),
];

export const hostilePlaces: readonly Place[] = [
  ...['..', '../a.md', 'a/../a.md', '/../ann/a.md', '...', '\u2025/a.md'].map(refused),
  ...['..\\a.md', 'C:\\a.md', 'C:a.md', 'file:///etc/passwd', '~/.ssh', '%2e%2e/a.md'].map(refused),
  ...['..%252fa.md', '\uff0e\uff0e/a.md', 'a\u0000.md', 'a\n.md', '\u001b[2Ja.md'].map(refused),
  ...['a\u202e.md', 'a\u200b.md', '\ufeffa.md', 'a\ud800.md', ' a.md', 'a.md\u00a0'].map(refused),
];

/** Paths at each limit and one over it. Needs `bytesPerPath` between one and two segments' worth of bytes. */
export function placesAtLimits({ bytesPerPath, bytesPerSegment, depth }: FileLimits): Place[] {
  const ofBytes = (bytes: number) =>
    `${'s'.repeat(bytesPerSegment)}/${'p'.repeat(bytes - bytesPerSegment - 1)}`;
  const ofDepth = (segments: number) => `${'d/'.repeat(segments - 1)}f`;
  return [
    literal('n'.repeat(bytesPerSegment)),
    refused('n'.repeat(bytesPerSegment + 1)),
    refused('é'.repeat(Math.ceil((bytesPerSegment + 1) / 2))),
    literal(ofBytes(bytesPerPath)),
    refused(ofBytes(bytesPerPath + 1)),
    literal(ofDepth(depth)),
    refused(ofDepth(depth + 1)),
  ];
}
