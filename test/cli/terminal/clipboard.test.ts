import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Clipboard,
  clipboardSequence,
  createClipboard,
  maximumBase64,
  systemCommands,
} from '../../../src/cli/terminal/clipboard.ts';
import { createEmulator } from '../../support/emulator.ts';

let folder = '';
let clipboard: Clipboard | undefined;
let written = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clipboard-test-'));
  written = '';
});
afterEach(() => {
  clipboard?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

function open(environment: Readonly<Record<string, string>> = {}): Clipboard {
  clipboard = createClipboard({
    write: (sequence) => {
      written += sequence;
    },
    environment: { PATH: `${folder}:${process.env.PATH}`, ...environment },
    platform: 'linux',
  });
  return clipboard;
}

/** A command of this name that keeps what it is given, and its environment. */
function install(name: string, exitCode = 0) {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\ncat > "${path}.text"; env > "${path}.env"; exit ${exitCode}\n`);
  chmodSync(path, 0o755);
  return {
    text: () => readFileSync(`${path}.text`, 'utf8'),
    env: () => readFileSync(`${path}.env`, 'utf8'),
  };
}

const longest = (maximumBase64 / 4) * 3;

describe('the clipboard', () => {
  it('is the terminal’s own', async () => {
    const said = await open().copy('tea ☕ 漢字\n');
    expect(said).toBe("9 characters handed to the terminal's clipboard (OSC 52)");
    const emulator = createEmulator({ columns: 80, rows: 24 }, () => {});
    emulator.write(written);
    await emulator.view.settled();
    expect(emulator.view.clipboard()).toBe('tea ☕ 漢字\n');
    emulator.dispose();
  });

  it('is reached through tmux as well', () => {
    const plain = clipboardSequence('tea', false);
    expect(plain).toBe('\u001b]52;c;dGVh\u0007');
    expect(clipboardSequence('tea', true)).toBe(
      `${plain}\u001bPtmux;\u001b\u001b]52;c;dGVh\u0007\u001b\\`,
    );
  });

  it('takes what terminals take, and not a byte more', () => {
    const most = Math.floor(longest / 3) * 3;
    expect(clipboardSequence('x'.repeat(most), false)).toBeDefined();
    expect(clipboardSequence('x'.repeat(most + 3), false)).toBeUndefined();
  });

  it('is filled by a command of the system, too, which sees no token', async () => {
    const command = install('wl-copy');
    const said = await open({ WAYLAND_DISPLAY: 'w', GH_TOKEN: 'secret-token' }).copy('tea');
    expect(said).toBe('3 characters copied, by wl-copy and the terminal (OSC 52)');
    expect(command.text()).toBe('tea');
    expect(command.env()).toContain('WAYLAND_DISPLAY=w');
    expect(command.env()).not.toContain('secret-token');
  });

  it('is filled by the next command where one fails, and by it alone where the text is long', async () => {
    install('xclip', 1);
    const command = install('xsel');
    const text = 'x'.repeat(100_000);
    expect(await open({ DISPLAY: ':0' }).copy(text)).toBe('100,000 characters copied by xsel');
    expect(command.text()).toBe(text);
    expect(written).toBe('');
  });

  it('is a private file where nothing else takes the text, until the end', async () => {
    const text = 'x'.repeat(100_000);
    const first = open();
    const said = await first.copy(text);
    const [, path = ''] = /until you leave they are in (.*)$/.exec(said) ?? [];
    expect(said).toContain('100,000 characters');
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(await open({ TERM: 'dumb' }).copy('tea')).toContain('no clipboard takes 3 characters');
    expect(written).toBe('');
    first.dispose();
    expect(existsSync(join(path, '..'))).toBe(false);
  });

  it('is the one of the machine that the operator sits at', () => {
    const names = (environment: Readonly<Record<string, string>>, platform: NodeJS.Platform) =>
      systemCommands(environment, platform).map(({ name }) => name);
    expect(names({}, 'darwin')).toEqual(['pbcopy']);
    expect(names({ SSH_CONNECTION: 'x' }, 'darwin')).toEqual([]);
    expect(names({}, 'win32')).toEqual(['clip.exe']);
    expect(names({ WSL_DISTRO_NAME: 'x' }, 'linux')).toEqual(['clip.exe']);
    expect(names({ DISPLAY: ':10', SSH_CONNECTION: 'x' }, 'linux')).toEqual(['xclip', 'xsel']);
    expect(names({}, 'linux')).toEqual([]);
  });
});
