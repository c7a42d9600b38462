import { describe, expect, it, vi } from 'vitest';
import { examples } from '../../../src/ui/transcript/welcome.ts';
import { runPrompt } from '../../offline-model/run-prompt.ts';
import { during, opening, submitted, timed, wholeRequest } from '../../screen/events.ts';
import { openUi, type TestUi, type TestUiOptions } from '../open-ui.ts';

vi.hoisted(() => {
  process.env.FORCE_COLOR = '3';
});

const list = Array.from({ length: 80 }, (_, line) => `- item ${line} of tea`).join('\n');

async function opened(options?: TestUiOptions): Promise<TestUi> {
  const ui = openUi({ columns: 80, rows: 24, ...options });
  ui.emit(opening);
  await ui.shows('alice·C1 ›');
  return ui;
}

const tools = (...calls: readonly string[]) => [
  ...submitted('alice', 'C1', 'r', 'p'),
  ...during('alice', 'C1', 'r', { type: 'session.created', server: '127.0.0.1:1' }),
  ...calls.flatMap((call) =>
    during(
      'alice',
      'C1',
      'r',
      { type: 'tool.started', call, tool: call, arguments: { path: `${call}.md` } },
      {
        type: 'tool.completed',
        call,
        tool: call,
        ok: true,
        result: `result of ${call}`,
        handled: true,
        milliseconds: 3,
      },
    ),
  ),
  ...timed({
    type: 'request.completed',
    user: 'alice',
    client: 'C1',
    request: 'r',
    answer: '',
    milliseconds: 9,
  }),
];

describe('a search in the transcript', () => {
  it('begins with / where one has scrolled up, and leads from one to the next', async () => {
    const ui = await opened();
    ui.emit(wholeRequest('alice', 'C1', 'r', 'p', list));
    await ui.shows('item 79');
    ui.press('PageUp');
    await ui.shows('/ search');
    ui.terminal.write('/');
    await ui.shows('type what to find', '↑ ↓ previous, next');
    ui.terminal.write('ITEM 3');
    await ui.shows(' /ITEM 3', '11 of 11', 'item 39 of tea');
    ui.press('Enter');
    await ui.shows('n N next, previous');
    ui.terminal.write('n');
    await ui.shows('1 of 11', 'item 3 of tea');
    ui.terminal.write('n');
    await ui.shows('2 of 11', 'item 30 of tea');
    ui.terminal.write('NN');
    await ui.shows('11 of 11', 'item 39 of tea');
    ui.press('Down');
    await ui.shows('  1 of 11');
    ui.press('Up');
    await ui.shows('11 of 11', 'item 39 of tea');
    const row = ui.terminal.screen().findIndex((line) => line.includes('item 39'));
    const column = ui.terminal.screen()[row]?.indexOf('item 39') ?? 0;
    expect(ui.terminal.cell(column, row).inverse).toBe(true);
    expect(ui.terminal.cell(column + 'item 3'.length, row).inverse).toBe(false);
    ui.press('Escape');
    await ui.hides('11 of 11');
    expect(ui.executed).toEqual([]);
  });

  it('is a slash command as well; typing a prompt ends it', async () => {
    const ui = await opened();
    ui.emit(wholeRequest('alice', 'C1', 'r', 'p', list));
    await ui.shows('item 79');
    ui.terminal.write('/search item 5 of');
    await ui.shows('› /search item 5 of');
    ui.press('Enter');
    await ui.shows('1 of 1', 'item 5 of tea');
    ui.terminal.write('hello');
    await ui.shows('› hello');
    await ui.hides('1 of 1');
    ui.terminal.write('/n');
    await ui.shows('› hello/n');
  });

  it('belongs to its client, and / at the end begins a command', async () => {
    const ui = await opened();
    ui.terminal.write('/sea');
    await ui.shows('› /sea');
    ui.press('Ctrl+C');
    await ui.shows('ask for something');
    ui.terminal.write('/search x');
    await ui.shows('› /search x');
    ui.press('Enter');
    await ui.shows('not found');
    ui.emit(timed({ type: 'client.selected', user: 'bob', client: 'C3' }));
    await ui.shows('bob·C3 ›');
    expect(ui.text()).not.toContain('not found');
  });
});

describe('tool calls', () => {
  it('are rows; Ctrl+O opens all of them, Tab and Enter a single one', async () => {
    const ui = await opened();
    ui.emit(tools('first', 'second', 'third'));
    await ui.shows('✓ first', '✓ third');
    expect(ui.text()).not.toContain('result of');
    const isSelected = (name: string) => {
      const row = ui.terminal.screen().findIndex((line) => line.includes(`✓ ${name}`));
      return ui.terminal.cell(1, row).inverse;
    };
    ui.press('Tab');
    await vi.waitFor(() => expect(isSelected('third')).toBe(true));
    ui.press('Tab');
    await vi.waitFor(() => expect(isSelected('second')).toBe(true));
    await ui.shows('Enter open or close');
    ui.press('Enter');
    await ui.shows('"path": "second.md"', 'result of second');
    expect(ui.text()).not.toMatch(/result of (first|third)/);
    ui.press('Escape');
    await ui.shows('Enter send');
    ui.press('Ctrl+O');
    await ui.shows('result of first', 'result of second', 'result of third');
    ui.press('Ctrl+O');
    await ui.hides('result of second');
    expect(ui.executed).toEqual([]);
  });
});

describe('a tool call that is opened', () => {
  it.each([24, 40])('stays in view, with its mark, in %i rows', async (rows) => {
    const ui = await opened({ rows });
    ui.emit(tools('first', 'second'));
    ui.emit(
      wholeRequest(
        'alice',
        'C1',
        'r2',
        'p2',
        list
          .split('\n')
          .slice(0, rows - 15)
          .join('\n'),
      ),
    );
    await ui.shows('✓ second');
    const rowOf = (text: string) => ui.terminal.screen().findIndex((line) => line.includes(text));
    const before = rowOf('✓ second');
    ui.press('Tab');
    await ui.shows('▸✓ second');
    ui.press('Enter');
    await ui.shows('▸✓ second', 'result of second');
    expect(rowOf('▸✓ second')).toBe(before);
    ui.press('Enter');
    await ui.hides('result of second', '▼ more below');
    await ui.shows('▸✓ second');
  });
});

describe('/copy', () => {
  async function copies(line: string, ...answers: readonly string[]) {
    const copied: string[] = [];
    const ui = await opened({
      copy: async (text) => {
        copied.push(text);
        return 'it went there';
      },
    });
    answers.forEach((answer, index) => {
      ui.emit(wholeRequest('alice', 'C1', `r${index}`, 'p', answer));
    });
    ui.terminal.write(line);
    await ui.shows(`› ${line}`);
    ui.press('Enter');
    return { ui, copied };
  }

  it.each<[string, string]>([
    ['/copy', 'the **last**\n```sh\nls\t-l\n```'],
    ['/copy code', 'ls\t-l'],
    ['/copy 2', 'the *one* before'],
  ])('%s copies the answer as the model wrote it', async (line, text) => {
    const { ui, copied } = await copies(
      line,
      'the *one* before',
      'the **last**\u001b\n```sh\nls\t-l\n```',
    );
    await ui.shows('it went there');
    expect(copied).toEqual([text]);
  });

  it.each<[string, string, readonly string[]]>([
    ['/copy', 'there is no answer to copy yet', []],
    ['/copy code', 'no answer here has a code block', ['x']],
    ['/copy 3', 'there is 1 answer to copy here', ['x']],
    ['/copy all', 'write /copy, /copy code or /copy 2', ['x']],
  ])('%s says why not: %s', async (line, message, answers) => {
    const { ui, copied } = await copies(line, ...answers);
    await ui.shows(message);
    expect(copied).toEqual([]);
  });
});

it('code is plain at first, and highlighted once what does that has been loaded', async () => {
  const ui = await opened();
  ui.emit(wholeRequest('alice', 'C1', 'r', 'p', 'So:\n\n```ts\nconst tea = 1; // hot\n```'));
  await ui.shows('const tea');
  const cellOf = (text: string) => {
    const row = ui.terminal.screen().findIndex((line) => line.includes(text));
    return ui.terminal.cell(ui.terminal.screen()[row]?.indexOf(text) ?? 0, row);
  };
  await vi.waitFor(() => {
    expect(cellOf('const').fg).toBe(5);
    expect(cellOf('// hot').italic).toBe(true);
  }, 5_000);
});

describe('the empty screen', () => {
  it('tells whose it is, what to try, and the keys to begin with', async () => {
    const ui = await opened();
    await ui.shows('This is client C1 of alice', ...examples, 'Ctrl+X u', 'be another user', '?');
  });

  it.each([
    [60, 16],
    [200, 60],
  ])('fits %i×%i', async (columns, rows) => {
    const ui = await opened({ columns, rows });
    await ui.shows('This is client C1 of alice', ...examples);
  });

  it('names prompts that work with the offline model', () => {
    const files: Record<string, string> = {};
    for (const example of examples) {
      const run = runPrompt(example, files);
      Object.assign(files, Object.fromEntries(run.files));
      expect(run.answer, example).not.toMatch(/not understood|can't|Name the file|left out/i);
    }
    expect(files['notes.md']?.match(/tea/gi)?.length).toBeGreaterThan(2);
  });
});
