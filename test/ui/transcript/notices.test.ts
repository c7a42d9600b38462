import { expect, it } from 'vitest';
import { during, submitted, timed } from '../../screen/events.ts';
import { opened } from '../open-ui.ts';

it('marks what is told, what is a warning and what went wrong', async () => {
  const ui = await opened();
  const asked = timed({ type: 'server.sessions', address: '127.0.0.1:1', sessions: [] });
  ui.emit(asked, submitted('alice', 'C1', 'r', 'tea'));
  ui.emit(during('alice', 'C1', 'r', { type: 'retry', reason: 'too many requests' }));
  await ui.shows(' i the server knows no session', ' ! trying again: too many requests');
  ui.press('Ctrl+X');
  ui.terminal.write('c');
  await ui.shows(' alice C1');
  ui.emit(asked);
  await ui.shows(' i the server knows no session');
  expect(ui.text()).not.toContain('! the server knows');
});
