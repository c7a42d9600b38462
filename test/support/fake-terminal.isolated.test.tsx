import { type Instance, render, Text, useInput, useWindowSize } from 'ink';
import { type ReactNode, useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually } from './eventually.ts';
import { createFakeTerminal, type FakeTerminal } from './fake-terminal.ts';

// Before Ink is imported: that is when its chalk decides.
vi.hoisted(() => {
  process.env.FORCE_COLOR = '1';
});

function Echo() {
  const [typed, setTyped] = useState('');
  const { columns, rows } = useWindowSize();
  useInput((input, key) => setTyped((text) => text + (key.upArrow ? '↑' : input)));
  return (
    <Text>
      <Text bold color="red">
        漢
      </Text>
      🙂|{typed}|{columns}×{rows}
    </Text>
  );
}

describe('a fake terminal', () => {
  let terminal: FakeTerminal;
  let app: Instance | undefined;

  beforeEach(() => {
    terminal = createFakeTerminal({ columns: 40, rows: 6 });
  });
  afterEach(() => {
    app?.unmount();
    terminal.dispose();
    app = undefined;
  });

  const show = (node: ReactNode, alternateScreen = false) => {
    const { stdin, stdout, stderr } = terminal;
    const options = { stdin, stdout, stderr, interactive: true, patchConsole: false };
    app = render(node, { ...options, alternateScreen, incrementalRendering: true });
    return app;
  };
  const firstRow = () => terminal.screen()[0];

  it('shows what an Ink app draws and takes its keys', async () => {
    show(<Echo />);
    await eventually(() => expect(firstRow()).toBe('漢🙂||40×6'));
    await eventually(() => expect(terminal.stdin.isRaw).toBe(true));
    terminal.write('ab\x1b[Ac');
    await eventually(() => expect(firstRow()).toBe('漢🙂|ab↑c|40×6'));
    expect(terminal.bytes).toBe(Buffer.byteLength(terminal.written));
    expect(terminal.written).not.toContain('\x1b[2J');
  });

  it('tells the app of a new size', async () => {
    show(<Echo />);
    await eventually(() => expect(firstRow()).toContain('40×6'));
    terminal.resize(30, 4);
    await eventually(() => expect(terminal.screen().join('\n')).toContain('30×4'));
    expect(terminal.screen()).toHaveLength(4);
  });

  it('knows colours and styles, and gives a wide character two cells', async () => {
    show(<Echo />);
    await eventually(() => expect(firstRow()).toContain('漢🙂'));
    expect(terminal.cell(0, 0)).toMatchObject({ char: '漢', width: 2, fg: 1, bold: true });
    expect(terminal.cell(1, 0)).toMatchObject({ char: '', width: 0 });
    expect(terminal.cell(2, 0)).toMatchObject({ char: '🙂', width: 2, fg: 'default', bold: false });
    expect(terminal.cell(4, 0)).toMatchObject({ char: '|', width: 1 });
  });

  it('knows whether the app put the terminal back as it found it', async () => {
    const before = terminal.modes();
    const { unmount, waitUntilExit } = show(<Echo />, true);
    await eventually(() => expect(terminal.modes().alternateScreen).toBe(true));
    expect(terminal.modes().cursorVisible).toBe(false);
    unmount();
    await waitUntilExit();
    await terminal.settled();
    expect(terminal.modes()).toEqual(before);
    expect(terminal.stdin.isRaw).toBe(false);
  });

  it('settles when everything written is on the screen', async () => {
    terminal.stdout.write('\x1b[38;2;1;2;255m\x1b[7mx\x1b[0m\r\n\u0065\u0301y');
    terminal.stderr.write('!');
    await terminal.settled();
    expect(terminal.screen()).toEqual(['x', 'e\u0301y!', '', '', '', '']);
    expect(terminal.cell(0, 0)).toMatchObject({ char: 'x', fg: '#0102ff', inverse: true });
    expect(terminal.cursor()).toEqual({ x: 3, y: 1 });
    expect(() => terminal.cell(0, 6)).toThrow(RangeError);
    expect(() => terminal.cell(40, 0)).toThrow(RangeError);
  });

  it('keeps what scrolled off, the title and what was copied', async () => {
    terminal.stdout.write('\x1b]0;a title\x07');
    terminal.stdout.write(`\x1b]52;c;${Buffer.from('tea ☕').toString('base64')}\x07`);
    terminal.stdout.write(['1', '2', '3', '4', '5', '6', '7', '8'].join('\r\n'));
    await terminal.settled();
    expect(terminal.title()).toBe('a title');
    expect(terminal.clipboard()).toBe('tea ☕');
    expect(terminal.scrollback()).toEqual(['1', '2']);
    expect(terminal.screen()).toEqual(['3', '4', '5', '6', '7', '8']);
  });

  it('answers as a terminal does when it is asked where the cursor is', async () => {
    terminal.stdout.write('abc\x1b[6n');
    await eventually(() => expect(String(terminal.stdin.read())).toBe('\x1b[1;4R'));
  });
});
