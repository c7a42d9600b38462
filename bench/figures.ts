/** Measured values of one thing, in the order in which they were measured. */
export type Sample = readonly number[];

export type Unit = 'ms' | 'MB' | 'kB' | 'B' | 's' | '%' | '/s';

export interface Goal {
  readonly is: 'at most' | 'at least';
  readonly limit: number;
  /** Of the ratio to what it is beside, or of the value itself. */
  readonly of: 'ratio' | 'value';
}

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly unit: Unit;
  /** Nothing where it was not measured; `remark` then says why. */
  readonly ours: Sample;
  /** Measured side by side with it: the n-th of one belongs to the n-th of the other. */
  readonly beside?: { readonly what: string; readonly sample: Sample };
  readonly goal?: Goal;
  /** How often the other value goes into ours, or ours into the other: for goals such as "8 times faster". */
  readonly inverted?: boolean;
  readonly remark?: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A panel of the plot. */
export interface Panel {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly logarithmic?: boolean;
  readonly lines: readonly { readonly name: string; readonly points: readonly Point[] }[];
}

/** A table of its own below the first one. */
export interface Detail {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The page below docs/ that it stands on, between two marks; left out: on that of all benchmarks. */
  readonly page?: string;
}

export interface Outcome {
  readonly rows: readonly Row[];
  readonly panels?: readonly Panel[];
  readonly details?: readonly Detail[];
}

/** What a measure is told, and tells while it runs. */
export interface Run {
  /** A short form, which only shows that everything works. */
  readonly quick: boolean;
  progress(text: string): void;
}

export type Measure = (run: Run) => Promise<Outcome>;
