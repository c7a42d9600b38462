/** The least that Ink can do on a screen of this size: what it costs is the floor of what a screen made with it costs. */
import { createInterface } from 'node:readline';
import { render } from 'ink';
import { BareScreen } from '../support/bare-screen.tsx';

const { stdin, stdout } = process;
const rows = stdout.rows;
const app = (text: string) => <BareScreen rows={rows} text={text} />;
const { rerender } = render(app('bare Ink'), {
  alternateScreen: true,
  incrementalRendering: true,
  interactive: true,
  patchConsole: false,
  maxFps: 60,
});
const count = Number(process.argv[2] ?? 0);
const perSecond = Number(process.argv[3] ?? 100);
if (count > 0) {
  // As many frames a second as the program that it is compared with draws: twenty.
  let text = '';
  let sent = 0;
  let line = 0;
  const timer = setInterval(() => {
    for (let each = 0; each < perSecond / 20 && sent < count; each++, sent++) {
      text += `w${sent} `;
      if (sent % 16 === 15) {
        line++;
        text = '';
      }
    }
    rerender(app(`${line} ${text}${sent >= count ? ' the very end' : ''}`));
    if (sent >= count) clearInterval(timer);
  }, 50);
}
// It stays until it is told to go.
createInterface({ input: stdin });
