import { render } from 'ink';
import type { ReplEvent } from '../../src/repl/events.ts';
import { startUi } from '../../src/ui/start.tsx';
import {
  changed,
  delta,
  during,
  opening,
  submitted,
  timed,
  wholeRequest,
} from '../../test/screen/events.ts';
import { createFakeRepl } from '../../test/ui/fake-repl.ts';
import type { Measure, Row } from '../figures.ts';
import { median } from '../statistics.ts';
import { BareScreen } from '../support/bare-screen.tsx';
import { createTerminal } from '../support/terminal.ts';

/** What a frame costs. */
interface Cost {
  /** Processor time in ms. */
  readonly cpu: number;
  readonly bytes: number;
}

/** Its first letter is another than in the rows around: what is the same in a row is not written again. */
const tokenAt = (index: number) => `${String.fromCharCode(97 + (index % 26))}ken${index}`;

interface Screen {
  frames(count: number): Promise<Cost>;
  end(): void;
}

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Frames are drawn one by one, with a rest between them in which nothing should cost anything. */
async function costOf(
  count: number,
  terminal: ReturnType<typeof createTerminal>,
  draw: () => string,
): Promise<Cost> {
  const bytes = terminal.bytes();
  let cpu = 0;
  for (let frame = 0; frame < count; frame++) {
    await rest(60);
    const before = process.cpuUsage();
    await terminal.showsAfter(draw);
    // What the frame left to do.
    await new Promise((resolve) => setImmediate(resolve));
    const { user, system } = process.cpuUsage(before);
    cpu += (user + system) / 1000;
  }
  return { cpu: cpu / count, bytes: (terminal.bytes() - bytes) / count };
}

/** The whole screen after this has happened, while an answer is streamed to it. */
async function openScreen(...before: readonly (readonly ReplEvent[])[]): Promise<Screen> {
  const terminal = createTerminal();
  const { repl, emit } = createFakeRepl();
  const { stdin, stdout } = terminal;
  const ui = startUi({ repl, stdin, stdout, stderr: stdout });
  emit(opening, ...before);
  emit(submitted('alice', 'C1', 'R0', 'Tell me'));
  emit(during('alice', 'C1', 'R0', { type: 'session.created', server: '127.0.0.1:1' }));
  await rest(500);
  let token = 0;
  return {
    frames: (count) =>
      costOf(count, terminal, () => {
        const text = tokenAt(++token);
        emit(delta('alice', 'C1', 'R0', token % 12 === 0 ? `${text}.\n` : `${text} `));
        return text;
      }),
    end: ui.dispose,
  };
}

function openBare(): Screen {
  const terminal = createTerminal();
  const { stdin, stdout } = terminal;
  let line = '';
  let token = 0;
  const app = () => <BareScreen rows={40} text={line} />;
  const { rerender, unmount } = render(app(), {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    incrementalRendering: true,
    alternateScreen: true,
    interactive: true,
    patchConsole: false,
    maxFps: 60,
  });
  return {
    frames: (count) =>
      costOf(count, terminal, () => {
        const text = tokenAt(++token);
        line = token % 12 === 0 ? text : `${line} ${text}`;
        rerender(app());
        return text;
      }),
    end: unmount,
  };
}

/** Answers of a thousand lines each. */
function transcript(lines: number): readonly (readonly ReplEvent[])[] {
  const answer = Array.from(
    { length: Math.min(lines, 1000) },
    (_, line) => `line ${line} of it`,
  ).join('\n');
  const answers = Math.ceil(lines / 1000);
  return Array.from({ length: answers }, (_, index) =>
    wholeRequest('alice', 'C1', `T${index}`, 'Tell', answer),
  );
}

const files = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    changed('alice', `folder-${index % 100}/file-${index}.md`),
  );

const tabs = (count: number) => [
  timed(
    ...Array.from({ length: count }, (_, index) => ({
      type: 'client.opened' as const,
      user: 'alice',
      client: `C${index + 10}`,
    })),
  ),
];

/** What one streamed token costs on the whole screen, beside a frame of bare Ink of the same size. */
export const measureFrame: Measure = async ({ quick, progress }) => {
  const lengths = quick ? [100, 1000] : [100, 10_000, 100_000];
  const counts = quick ? [10, 100] : [10, 1000, 10_000];
  const rounds = quick ? 1 : 6;
  const each = quick ? 3 : 12;
  const last = counts.at(-1) ?? 0;
  const cases = [
    ...lengths.map((lines) => ({
      group: 'lines',
      size: lines,
      what: `${lines.toLocaleString('en')} transcript lines`,
      before: () => transcript(lines),
    })),
    ...counts.map((count) => ({
      group: 'files',
      size: count,
      what: `${count.toLocaleString('en')} files`,
      before: () => files(count),
    })),
    { group: 'tabs', size: 50, what: '50 tabs', before: () => tabs(47) },
  ];
  const rows: Row[] = [];
  const costs: { group: string; size: number; ours: number; bare: number }[] = [];
  for (const { group, size, what, before } of cases) {
    progress(what);
    const screen = await openScreen(...before());
    const bare = openBare();
    await screen.frames(each);
    await bare.frames(each);
    const measured = { ours: [] as Cost[], bare: [] as Cost[] };
    for (let round = 0; round < rounds; round++) {
      progress(`${what}, round ${round + 1} of ${rounds}`);
      measured.ours.push(await screen.frames(each));
      measured.bare.push(await bare.frames(each));
    }
    screen.end();
    bare.end();
    const ours = measured.ours.map(({ cpu }) => cpu);
    const beside = measured.bare.map(({ cpu }) => cpu);
    costs.push({ group, size, ours: median(ours), bare: median(beside) });
    if (group === 'files' && size !== last) continue;
    rows.push(
      {
        what: `a streamed token's frame, ${what}: processor time`,
        unit: 'ms',
        ours,
        beside: { what: 'a frame of bare Ink', sample: beside },
        goal: { is: 'at most', limit: 1.3, of: 'ratio' },
        remark:
          'the screen has some four times as many styled pieces as the bare one has rows, and Ink lays out and prints each of them again.',
      },
      {
        what: `the same: written`,
        unit: 'B',
        ours: measured.ours.map(({ bytes }) => bytes),
        goal: { is: 'at most', limit: 400, of: 'value' },
      },
    );
  }
  const line = (group: string, name: string, which: 'ours' | 'bare') => ({
    name,
    points: costs
      .filter((cost) => cost.group === group)
      .map((cost) => ({ x: cost.size, y: cost[which] })),
  });
  const panel = (group: string, title: string, x: string) => ({
    title,
    x,
    y: 'ms of processor time',
    logarithmic: true,
    lines: [line(group, 'this program', 'ours'), line(group, 'bare Ink', 'bare')],
  });
  return {
    rows,
    panels: [
      panel('lines', "A streamed token's frame", 'lines in the transcript'),
      panel('files', "A streamed token's frame", 'files of the user'),
    ],
  };
};
