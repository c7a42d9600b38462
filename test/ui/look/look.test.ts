import { describe, expect, it } from 'vitest';
import {
  backgroundQuery,
  canBeAsked,
  knownBackground,
  readBackground,
} from '../../../src/ui/look/background.ts';
import { createLook } from '../../../src/ui/look/look.ts';
import { attention, bad, emphasis, secondary, userColour } from '../../../src/ui/look/theme.ts';
import { defaultUiSettings } from '../../../src/ui/settings.ts';

const users = ['alice', 'bob'];

describe('how a style is drawn', () => {
  it('follows the background', () => {
    const dark = createLook(defaultUiSettings, 'dark', users);
    const light = createLook(defaultUiSettings, 'light', users);
    expect(dark.style(bad)).not.toEqual(light.style(bad));
    expect(dark.style({ color: 'cyan', bold: true })).toEqual({ color: 'cyan', bold: true });
    expect(light.style({ color: 'cyan' })).toEqual({ color: '#005f87' });
    expect(dark.style({ dimColor: true, italic: true })).toEqual({
      color: '#a8a8a8',
      italic: true,
    });
    expect(dark.style(undefined)).toBeUndefined();
  });

  it('never makes text weaker where nothing is known of the background', () => {
    expect(createLook(defaultUiSettings, 'unknown', users).style(secondary)).toEqual({});
  });

  it("takes the operator's colours in the place of its own", () => {
    const look = createLook(
      {
        ...defaultUiSettings,
        colours: { attention: 'blueBright', secondary: '#123456', emphasis: 'red' },
        userColours: new Map([['bob', '#abcdef']]),
      },
      'dark',
      users,
    );
    expect(look.style({ ...attention, bold: true })).toEqual({ color: 'blueBright', bold: true });
    expect(look.style(secondary)).toEqual({ color: '#123456' });
    // The operator's red is the terminal's own, not the theme's.
    expect(look.style(emphasis)).toEqual({ color: 'red', bold: true });
    expect(look.style({ color: userColour(0) })).toEqual({ color: 'cyan' });
    expect(look.style({ color: userColour(1) })).toEqual({ color: '#abcdef' });
  });
});

describe('what is behind the text', () => {
  it.each([
    ['dark', '0;15', 'dark'],
    ['light', '15;0', 'light'],
    ['auto', '15;0', 'dark'],
    ['auto', '0;15', 'light'],
    ['auto', '0;default;7', 'light'],
    ['auto', '12;8', 'dark'],
    ['auto', 'default;default', 'unknown'],
    ['auto', undefined, 'unknown'],
  ] as const)('theme %s, COLORFGBG %s: %s', (theme, COLORFGBG, expected) => {
    expect(knownBackground(theme, COLORFGBG === undefined ? {} : { COLORFGBG })).toBe(expected);
  });

  it.each([
    ['\u001b]11;rgb:0000/0000/0000\u001b\\', 'dark'],
    ['\u001b]11;rgb:1e/1e/1e\u0007', 'dark'],
    ['\u001b]11;rgb:fdfd/f6f6/e3e3\u001b\\', 'light'],
    ['\u001b]11;rgba:ffff/ffff/ffff/ffff\u0007', 'light'],
    ['\u001b]11;rgb:f/f/f\u0007', 'light'],
    ['\u001b]11;?\u001b\\', undefined],
    ['\u001b]10;rgb:0000/0000/0000\u001b\\', undefined],
  ])('reads %j as %s', (sequence, expected) => {
    expect(readBackground(sequence)).toBe(expected);
  });

  it('asks only terminals that do not print the question', () => {
    expect(backgroundQuery).toBe('\u001b]11;?\u001b\\');
    for (const TERM of ['xterm', 'xterm-256color', 'screen-256color', 'tmux', 'xterm-kitty']) {
      expect([TERM, canBeAsked({ TERM })]).toEqual([TERM, true]);
    }
    for (const TERM of ['linux', 'dumb', 'vt100', '']) {
      expect([TERM, canBeAsked({ TERM })]).toEqual([TERM, false]);
    }
    expect(canBeAsked({})).toBe(false);
  });
});
