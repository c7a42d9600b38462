import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FilesErrorCode } from '../../src/files/errors.ts';
import { steps } from './model-based/operations.ts';
import { placesAtLimits } from './model-based/places.ts';
import { type Cast, type Figures, play, type Setting } from './model-based/play.ts';

/** Set by `npm run test:long`. */
const long = process.env.LONG === '1';
const wanted = long ? 100_000 : 5_000;
/** The short form does the same each time, so that it fails for a change only; the long form looks further each time. */
const firstSeed = long ? Date.now() % 2 ** 31 : 20_250;

/** In ms: looking for a shorter counterexample must end before the test's time does, or it is not shown. */
const interruptAfterTimeLimit = 10_000;

const cast: Cast = {
  users: ['ann', 'anna', '__proto__', '*', '日本', 'constructor'],
  clientsPerUser: 3,
};

/** Limits that are met all the time. */
const tight: Setting = {
  limits: {
    bytesPerFile: 100,
    bytesPerUser: 250,
    filesPerUser: 5,
    bytesPerPath: 48,
    bytesPerSegment: 24,
    depth: 4,
    previousVersions: 10,
    bytesOfPreviousVersions: 1_000,
  },
  begin: [],
  bytes: [0, 1, 40, 60, 90],
};

/** Contents and lists of more than one page. */
const paged: Setting = {
  limits: {
    bytesPerFile: 20_000,
    bytesPerUser: 50_000,
    filesPerUser: 14,
    bytesPerPath: 1_800,
    bytesPerSegment: 900,
    depth: 4,
    previousVersions: 10,
    bytesOfPreviousVersions: 1_000,
  },
  begin: Array.from({ length: 10 }, (_, i) => `${'d'.repeat(900)}/${'e'.repeat(890)}-${i}`),
  bytes: [0, 60, 16_383, 16_384, 16_385, 17_000],
};

const property = (setting: Setting, figures: Figures) =>
  fc.asyncProperty(
    fc.scheduler(),
    steps(placesAtLimits(setting.limits), setting.bytes),
    (scheduler, all) => play(cast, all, setting, scheduler, figures),
  );

const refusalsByLimit: readonly FilesErrorCode[] = [
  'file-too-large',
  'path-too-deep',
  'path-too-long',
  'too-many-files',
  'user-quota-exceeded',
];

/** All but `offset-invalid`, which is the tools' own: the files never see it. */
const everyRefusal: readonly FilesErrorCode[] = [
  ...refusalsByLimit,
  'content-invalid',
  'is-directory',
  'not-a-directory',
  'not-found',
  'path-invalid',
  'revision-conflict',
];

it(`${wanted} operations of many users at once: every user sees exactly its own`, async () => {
  const figures: Figures = { operations: 0, overlapping: 0, leaks: 0, refused: new Map() };
  const small = property(tight, figures);
  const large = property(paged, figures);
  try {
    for (let seed = firstSeed; figures.operations < wanted; seed++) {
      await fc.assert(small, { seed, numRuns: 4, interruptAfterTimeLimit });
      await fc.assert(large, { seed, numRuns: 1, interruptAfterTimeLimit });
    }
  } finally {
    const refused = (codes: Iterable<string>) =>
      [...codes].reduce((sum, code) => sum + (figures.refused.get(code) ?? 0), 0);
    const { users, clientsPerUser } = cast;
    console.log(
      `isolation, model-based: ${figures.operations} operations, ${figures.overlapping} of them overlapping, ` +
        `${users.length} users, ${users.length * clientsPerUser} clients, ` +
        `${refused(figures.refused.keys())} refused, ${refused(refusalsByLimit)} of them by a limit, ` +
        `leaks: ${figures.leaks} (seed ${firstSeed})`,
    );
  }
  expect([...figures.refused.keys()].sort()).toEqual([...everyRefusal].sort());
  expect(figures.overlapping).toBeGreaterThan(wanted / 2);
});
