import { describe, expect, it } from 'vitest';
import { type Background, hues, palettes } from '../../../src/ui/look/palettes.ts';

type Rgb = `#${string}`;

function luminance(colour: Rgb): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** As WCAG has it: 1 to 21; text needs 4.5. */
function contrast(text: Rgb, background: Rgb): number {
  const [light = 0, dark = 0] = [luminance(text), luminance(background)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Terminals as they come: what is behind the text, and what the named colours that are used look like. */
const terminals: Record<
  Exclude<Background, 'unknown'>,
  readonly {
    readonly name: string;
    readonly background: Rgb;
    readonly named: Record<string, Rgb>;
  }[]
> = {
  dark: [
    {
      name: 'xterm',
      background: '#000000',
      named: { green: '#00cd00', yellow: '#cdcd00', cyan: '#00cdcd' },
    },
    {
      name: 'VS Code, dark',
      background: '#1e1e1e',
      named: { green: '#0dbc79', yellow: '#e5e510', cyan: '#11a8cd' },
    },
    {
      name: 'Windows Terminal',
      background: '#0c0c0c',
      named: { green: '#13a10e', yellow: '#c19c00', cyan: '#3a96dd' },
    },
    {
      name: 'Ubuntu',
      background: '#300a24',
      named: { green: '#4e9a06', yellow: '#c4a000', cyan: '#06989a' },
    },
  ],
  light: [
    { name: 'xterm, VS Code, GNOME', background: '#ffffff', named: {} },
    { name: 'One Half', background: '#fafafa', named: {} },
    { name: 'Solarized', background: '#fdf6e3', named: {} },
    { name: 'grey', background: '#eeeeee', named: {} },
  ],
};

const isRgb = (colour: string): colour is Rgb => colour.startsWith('#');

describe.each(['dark', 'light'] as const)('the %s theme', (kind) => {
  const { secondary, hues: colours } = palettes[kind];
  const used = [...hues.map((hue) => colours[hue]), secondary ?? ''];

  it.each(terminals[kind])('is read in every colour: $name', ({ background, named }) => {
    const weak = used.flatMap((colour) => {
      const shown = isRgb(colour) ? colour : named[colour];
      if (!shown) return [`${colour}: not known`];
      const ratio = contrast(shown, background);
      return ratio >= 4.5 ? [] : [`${colour}: ${ratio.toFixed(2)}`];
    });
    expect(weak).toEqual([]);
  });

  it('has only colours beside the named ones that 256 colours have exactly', () => {
    const steps = [0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff];
    for (const colour of used.filter(isRgb)) {
      const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
      const [red = 0, green, blue] = parts;
      const isGrey = red === green && red === blue && (red - 8) % 10 === 0;
      expect([colour, isGrey || parts.every((part) => steps.includes(part))]).toEqual([
        colour,
        true,
      ]);
    }
  });
});

it('measures contrast as others do', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  // Why "dim" is no colour for text: half of black on white is what many terminals make of it.
  expect(contrast('#808080', '#ffffff')).toBeLessThan(4.5);
});
