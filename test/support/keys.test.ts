import { describe, expect, it } from 'vitest';
import { keySequence, pasteSequence } from './keys.ts';

describe('keySequence', () => {
  it.each([
    ['Enter', '\r'],
    ['Escape', '\x1b'],
    ['Up', '\x1b[A'],
    ['Shift+Left', '\x1b[1;2D'],
    ['Ctrl+Right', '\x1b[1;5C'],
    ['Ctrl+C', '\x03'],
    ['Ctrl+x', '\x18'],
    ['Alt+B', '\x1bb'],
    ['PageDown', '\x1b[6~'],
  ])('%s', (name, sequence) => {
    expect(keySequence(name)).toBe(sequence);
  });

  it.each(['', 'Ctrl+', 'Ctrl+1', 'Hyper+Up', 'enter', 'Ctrl+Alt+C'])('refuses "%s"', (name) => {
    expect(() => keySequence(name)).toThrow(RangeError);
  });
});

describe('pasteSequence', () => {
  it('is bracketed and has carriage returns', () => {
    expect(pasteSequence('a\nb')).toBe('\x1b[200~a\rb\x1b[201~');
  });
});
