import type { Detail, Panel, Row, Sample } from '../figures.ts';
import { median } from '../statistics.ts';
import type { Kept, Resident } from '../support/runtimes.ts';
import { number } from './text.ts';

/** One server or a process for each user, with sessions that stay open or a fresh one for each prompt. */
export interface EachPattern<Value> {
  /** One server, fresh sessions: this program. */
  readonly ours: Value;
  /** One server, long-lived sessions. */
  readonly shared: Value;
  /** Own processes, long-lived sessions. */
  readonly own: Value;
  /** Own processes, fresh sessions. */
  readonly ownFresh: Value;
}

/** What was measured of one pattern; a value for each user where it is a sample. */
export interface Figures {
  /** Until the first prompt of a further user is sent. */
  readonly ready: number[];
  /** Of each prompt, from its submission until its answer is complete: a sample for each, the first one first. */
  readonly answered: number[][];
  /** Of what that took, from the second prompt on: until the prompt is sent. */
  readonly session: number[];
  /** Bytes that the model was sent for it, the tool call included; in the same order. */
  readonly sent: number[][];
  /** After each prompt of everybody, and once more when nothing runs. */
  readonly memory: Resident[];
  /** What is on the server's disk of all users: while nothing is asked, after a kill, after an end in order. */
  readonly kept: { idle: Kept; killed: Kept; ended: Kept };
  /** From the end of a runtime, which is killed between two prompts, to the next answer. */
  readonly recovered: number[];
  /** Bytes that the model was sent for that answer. */
  readonly resumed: number[];
}

const longLived = 'one server, a long-lived session for each';

/** Five, since the machine may be busy with something else for the time of one. */
const firstFive = ({ answered }: Figures): Sample => answered.slice(1, 6).flat();
const lastFive = ({ answered }: Figures): Sample => answered.slice(-5).flat();

const lastOf = (prompts: number) => `${Math.max(2, prompts - 4)} to ${prompts}`;

const inKilobytes = (bytes: Sample = []) => bytes.map((each) => each / 1000);

/** What stands in the table of all measures: this program's pattern and the one that it is mostly weighed against. */
export function patternRows({ ours, shared, own }: EachPattern<Figures>, users: number): Row[] {
  const prompts = ours.answered.length;
  const of = `of ${users} users`;
  return [
    {
      what: `a prompt with a tool call, submit → answer: a user's first, ${of}`,
      unit: 'ms',
      ours: ours.answered[0] ?? [],
      beside: { what: 'a process for each user', sample: own.answered[0] ?? [] },
    },
    {
      what: `the same: the user's prompts ${lastOf(prompts)}`,
      unit: 'ms',
      ours: lastFive(ours),
      beside: { what: longLived, sample: lastFive(shared) },
    },
    {
      what: `the same: sent to the model for prompt ${prompts}`,
      unit: 'kB',
      ours: inKilobytes(ours.sent.at(-1)),
      beside: { what: longLived, sample: inKilobytes(shared.sent.at(-1)) },
    },
    {
      what: `memory of the runtimes ${of}, ${prompts} prompts each`,
      unit: 'MB',
      ours: [ours.memory.at(-1)?.once ?? 0],
      beside: { what: 'a process for each user', sample: [own.memory.at(-1)?.once ?? 0] },
    },
    {
      what: "users' conversations on the server's disk while nothing is asked",
      unit: 'kB',
      ours: [ours.kept.idle.bytes / 1000],
      beside: { what: longLived, sample: [shared.kept.idle.bytes / 1000] },
      goal: { is: 'at most', limit: 0, of: 'value' },
    },
  ];
}

/** How an answer's time and the runtimes' memory go on with a user's prompts. */
export function patternPanels({ ours, shared, own }: EachPattern<Figures>, users: number): Panel[] {
  const shown = { fresh: ours, 'long-lived': shared, 'own process': own };
  const panel = (title: string, y: string, values: (figures: Figures) => Sample): Panel => ({
    title,
    x: "a user's prompts, from the second on",
    y,
    lines: Object.entries(shown).map(([name, figures]) => ({
      name,
      points: values(figures).map((value, index) => ({ x: index + 2, y: value })),
    })),
  });
  return [
    // Without the first, whose time is that of a start.
    panel('Prompts with a tool call, by pattern', 'ms', ({ answered }) =>
      answered.slice(1).map((sample) => median(sample)),
    ),
    panel(`Memory of the runtimes of ${users} users`, 'MB', ({ memory }) =>
      memory.slice(1, -1).map(({ once }) => once),
    ),
  ];
}

/** Finding what is there already takes some microseconds, which is nothing. */
function milliseconds(sample: Sample = []): string {
  const middle = median(sample);
  return middle < 0.1 ? 'none' : `${number(middle)} ms`;
}

const kilobytes = (bytes: Sample = []) => `${number(median(bytes) / 1000)} kB`;
const keptText = ({ bytes, files }: Kept) =>
  bytes === 0 && files === 0 ? 'nothing' : `${kilobytes([bytes])}, ${files} files`;

/** The patterns side by side, a column for each: medians over users. */
export function patternTable(figures: EachPattern<Figures>, users: number): Detail {
  const prompts = figures.ours.answered.length;
  const row = (what: string, cell: (figures: Figures) => string) => {
    const { ours, shared, own, ownFresh } = figures;
    return [what, ...[ours, shared, own, ownFresh].map(cell)];
  };
  const memory = (what: string, of: (all: readonly Resident[]) => number) =>
    row(what, ({ memory: all }) => `${number(of(all))} MB`);
  return {
    title: 'Beside other patterns',
    page: 'patterns.md',
    columns: [
      `${users} users, ${prompts} prompts each`,
      'one server, fresh sessions (this program)',
      'one server, long-lived sessions',
      'own processes, long-lived sessions',
      'own processes, fresh sessions',
    ],
    rows: [
      row('a further user → its first prompt is sent', ({ ready }) => milliseconds(ready)),
      row('its first prompt, with that → answer', ({ answered }) => milliseconds(answered[0])),
      row(`its prompts 2 to ${Math.min(6, prompts)} → answer`, (each) =>
        milliseconds(firstFive(each)),
      ),
      row(`its prompts ${lastOf(prompts)} → answer`, (each) => milliseconds(lastFive(each))),
      row('of each prompt after the first: making its session', ({ session }) =>
        milliseconds(session),
      ),
      row('sent to the model for prompt 1', ({ sent }) => kilobytes(sent[0])),
      row(`sent to the model for prompt ${prompts}`, ({ sent }) => kilobytes(sent.at(-1))),
      memory('memory of the runtimes after one prompt each', (all) => all[0]?.once ?? 0),
      memory(`the most, up to ${prompts} prompts each`, (all) =>
        Math.max(...all.map(({ once }) => once)),
      ),
      memory('of that, for each user', (all) => Math.max(...all.map(({ once }) => once)) / users),
      memory('as RSS, shared pages counted each time', (all) =>
        Math.max(...all.map(({ rss }) => rss)),
      ),
      row('conversations on the disk while nothing is asked', ({ kept }) => keptText(kept.idle)),
      row('the same after an end in order', ({ kept }) => keptText(kept.ended)),
      row('the same after a kill between two prompts', ({ kept }) => keptText(kept.killed)),
      row('killed between two prompts → next answer', ({ recovered }) => milliseconds(recovered)),
      row('sent to the model for that answer', ({ resumed }) => kilobytes(resumed)),
    ],
  };
}
