import type { Flags } from '../../options/options.ts';

export type DoctorFlags = Omit<Flags, 'user'> & {
  /** What was left is removed, and nothing else is done. */
  readonly clean?: boolean;
  /** The new file that gets what was found. */
  readonly bundle?: string;
};
