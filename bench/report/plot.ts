import type { Panel, Point } from '../figures.ts';
import { number } from './text.ts';

const width = 400;
const height = 250;
const inset = { left: 58, right: 16, top: 34, bottom: 62 };
/** Told apart by those who see no red or green as well, on white and on black. */
const colours = ['#0969da', '#bc4c00', '#8250df', '#1a7f37'];

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The next round number from here on: 1, 2 or 5 times a power of ten. */
function round(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value || 1));
  const step = [1, 2, 5, 10].find((each) => each * power >= value) ?? 10;
  return step * power;
}

function drawPanel({ title, x, y, lines, logarithmic = false }: Panel, at: Point): string {
  const points = lines.flatMap((each) => each.points);
  const xs = points.map((point) => point.x);
  const place = (value: number) => (logarithmic ? Math.log10(value) : value);
  const [first, last] = [Math.min(...xs.map(place)), Math.max(...xs.map(place))];
  const top = round(Math.max(...points.map((point) => point.y)));
  const inner = {
    width: width - inset.left - inset.right,
    height: height - inset.top - inset.bottom,
  };
  const left = (value: number) =>
    inset.left + ((place(value) - first) / (last - first || 1)) * inner.width;
  const down = (value: number) => inset.top + (1 - value / top) * inner.height;
  const parts = [`<text class="title" x="${inset.left}" y="18">${escaped(title)}</text>`];
  for (const value of [0, top / 2, top]) {
    parts.push(
      `<line class="grid" x1="${inset.left}" x2="${width - inset.right}" y1="${down(value)}" y2="${down(value)}"/>`,
      `<text class="tick" text-anchor="end" x="${inset.left - 6}" y="${down(value) + 4}">${number(value)}</text>`,
    );
  }
  const marks = logarithmic ? [...new Set(xs)] : [Math.min(...xs), Math.max(...xs)];
  for (const value of marks) {
    parts.push(
      `<text class="tick" text-anchor="middle" x="${left(value)}" y="${height - inset.bottom + 16}">${value.toLocaleString('en')}</text>`,
    );
  }
  const axes = `${x} → ${y}`;
  parts.push(
    `<text class="tick" x="${inset.left}" y="${height - inset.bottom + 32}">${escaped(axes)}</text>`,
  );
  let legend = inset.left;
  for (const [index, { name, points }] of lines.entries()) {
    const colour = colours[index % colours.length];
    const path = points.map((point) => `${left(point.x).toFixed(1)},${down(point.y).toFixed(1)}`);
    parts.push(
      `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${path.join(' ')}"/>`,
    );
    if (points.length < 10) {
      for (const each of path) {
        const [cx, cy] = each.split(',');
        parts.push(`<circle fill="${colour}" r="3" cx="${cx}" cy="${cy}"/>`);
      }
    }
    const row = height - inset.bottom + 50;
    parts.push(
      `<rect fill="${colour}" x="${legend}" y="${row - 9}" width="10" height="10"/>`,
      `<text class="tick" x="${legend + 14}" y="${row}">${escaped(name)}</text>`,
    );
    legend += 26 + name.length * 6.4;
  }
  return `<g transform="translate(${at.x} ${at.y})">${parts.join('\n')}</g>`;
}

/** All panels in one SVG, two beside each other; readable on light and on dark pages. */
export function plot(panels: readonly Panel[]): string {
  const rows = Math.ceil(panels.length / 2);
  const drawn = panels.map((panel, index) =>
    drawPanel(panel, { x: (index % 2) * width, y: Math.floor(index / 2) * height }),
  );
  const style = [
    'text { font-family: ui-sans-serif, system-ui, sans-serif; fill: #1f2328; }',
    '.title { font-size: 13px; font-weight: 600; }',
    '.tick { font-size: 11px; }',
    '.grid { stroke: #8c959f; stroke-opacity: .4; }',
    '.page { fill: #ffffff; }',
    '@media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .page { fill: #0d1117; } }',
  ].join('\n');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * width + inset.right} ${rows * height}" role="img">`,
    '<title>How cost grows with sessions, transcript, files and tabs</title>',
    `<style>${style}</style>`,
    `<rect class="page" width="100%" height="100%" rx="6"/>`,
    ...drawn,
    '</svg>\n',
  ].join('\n');
}
