import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { attaching, bin } from '../cli/built-program.ts';
import { eventually } from '../support/eventually.ts';
import { type ModelEndpoint, startModelEndpoint } from '../support/model-endpoint.ts';
import { descendants, isAlive } from '../support/processes.ts';
import { disposeTerminals, spawnInTerminal } from '../support/pty.ts';

let model: ModelEndpoint | undefined;
const folders: string[] = [];

afterEach(async () => {
  await disposeTerminals();
  await model?.close();
  model = undefined;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Says how it finds the terminal and its file, adds the line that is typed, and ends as its first argument says. */
const editorScript = `#!/bin/sh
trap 'echo "[interrupted]"' INT
echo "[editor] mode $(stat -c %a "$2") in $(stat -c %a "$(dirname "$2")") holds $(cat "$2")"
stty -a | grep -q -- '-icanon' && echo "[raw]"
echo "[file] $2"
echo "[key $(printenv COPILOT_PROVIDER_API_KEY || echo none)]"
while ! read -r line; do :; done
printf ' %s\\n' "$line" >> "$2"
exit "$1"
`;

/** The program in a terminal; its editor is the script above, ending with this code. */
async function start(editor = 'script 0', args: readonly string[] = [], env = {}) {
  const shared = await attaching();
  const folder = mkdtempSync(join(tmpdir(), 'editor of test-'));
  folders.push(folder);
  const script = join(folder, 'editor.sh');
  writeFileSync(script, editorScript);
  chmodSync(script, 0o700);
  const temporary = mkdtempSync(join(folder, 'temporary-'));
  const terminal = spawnInTerminal(process.execPath, [bin, ...shared.args, ...args], {
    columns: 140,
    env: {
      EDITOR: editor.replace('script', `'${script}'`),
      TMPDIR: temporary,
      ...shared.env,
      ...env,
    },
  });
  const picture = () => terminal.screen().join('\n');
  const shows = (...texts: readonly (string | RegExp)[]) =>
    eventually(() => {
      for (const text of texts) expect(picture()).toMatch(text);
    });
  const drafts = () => readdirSync(temporary).filter((name) => name.includes('draft'));
  return { terminal, picture, shows, drafts };
}

const ownModes = { alternateScreen: true, bracketedPaste: true };
const plainModes = { alternateScreen: false, bracketedPaste: false, cursorVisible: true };

describe('Ctrl+G', () => {
  it('lends the terminal to the editor, and takes the draft from it; what happens meanwhile is shown after', async () => {
    const release: (() => void)[] = [];
    model = await startModelEndpoint(() => ({
      text: (async function* () {
        yield 'the answer began ';
        await new Promise<void>((resolve) => release.push(resolve));
        yield 'and ended';
      })(),
    }));
    const { terminal, picture, shows, drafts } = await start(
      'script 0',
      ['--provider-url', model.baseUrl],
      { COPILOT_PROVIDER_API_KEY: model.apiKey },
    );
    await shows(/alice.C1 ›/, '0 live');
    terminal.type('hello\r');
    await shows('the answer began');
    terminal.type('write about tea');
    await shows('› write about tea');
    terminal.press('Ctrl+G');
    await shows('[editor] mode 600 in 700 holds write about tea', '[file]', '[key none]');
    expect(terminal.modes()).toMatchObject(plainModes);
    expect(picture()).not.toContain('[raw]');
    expect(drafts()).toHaveLength(1);
    const written = terminal.raw.length;
    for (const go of release) go();
    // The other program's, as everything else that is typed now.
    terminal.press('Ctrl+C');
    await shows('[interrupted]');
    terminal.type('and cake');
    await shows('and cake');
    expect(terminal.raw.slice(written)).not.toContain('ended');
    terminal.press('Enter');
    await shows('› write about tea and cake', 'the answer began and ended');
    expect(terminal.modes()).toMatchObject(ownModes);
    expect(drafts()).toEqual([]);
    // Raw mode is back: no line end is needed for a key to be heard.
    terminal.type(' twice');
    await shows('› write about tea and cake twice');
    terminal.paste('one\ntwo');
    await shows('cake twiceone');
  });

  it('leaves every key to the editor', async () => {
    const counting = `
      process.stdin.setRawMode(true);
      let keys = "";
      process.stdin.on("data", (key) => {
        keys += key;
        console.log("[" + keys + "]");
        if (keys.endsWith("q")) process.exit();
      });
      console.log("[open]");
    `;
    const { terminal, shows } = await start(`"${process.execPath}" -e '${counting}' --`);
    await shows(/alice.C1 ›/);
    terminal.press('Ctrl+G');
    await shows('[open]');
    for (let count = 1; count <= 10; count++) {
      terminal.type('x');
      await shows(`[${'x'.repeat(count)}]`);
    }
    terminal.type('q');
    await shows('nothing was changed', /› ask for something/);
  });

  it('keeps the draft where the editor does not end well, or is not there', async () => {
    const failing = await start('script 3');
    await failing.shows(/alice.C1 ›/);
    failing.terminal.type('a draft');
    failing.terminal.press('Ctrl+G');
    await failing.shows('[file]');
    failing.terminal.type('lost\r');
    await failing.shows('› a draft', 'ended with code 3. The draft is as it was.');
    expect(failing.terminal.modes()).toMatchObject(ownModes);
    expect(failing.drafts()).toEqual([]);
    await disposeTerminals();

    const missing = await start('no-such-editor -w');
    await missing.shows(/alice.C1 ›/);
    missing.terminal.type('a draft');
    missing.terminal.press('Ctrl+G');
    await missing.shows(
      '› a draft',
      'the editor "no-such-editor" is not installed. Leave, and set',
    );
    missing.terminal.type('!');
    await missing.shows('› a draft!');
    expect(missing.terminal.modes()).toMatchObject(ownModes);
    expect(missing.drafts()).toEqual([]);
  });

  it('ends the editor with the program, and leaves the terminal as it was', async () => {
    const { terminal, shows, drafts } = await start();
    await shows(/alice.C1 ›/, '0 live');
    terminal.press('Ctrl+G');
    await shows('[file]');
    const started = descendants(terminal.pid).map(({ pid }) => pid);
    terminal.kill('SIGTERM');
    expect(await terminal.exit).toMatchObject({ exitCode: 130 });
    expect(terminal.modes()).toMatchObject(plainModes);
    await eventually(() => expect(started.filter(isAlive)).toEqual([]));
    expect(drafts()).toEqual([]);
    expect(folders.every((each) => existsSync(each))).toBe(true);
  });
});
