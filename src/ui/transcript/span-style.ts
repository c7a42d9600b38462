import type { SpanStyle } from '../../screen/markdown.ts';
import type { Style } from '../theme.ts';

const styles: Record<SpanStyle, Style> = {
  heading: { bold: true, underline: true },
  subheading: { bold: true },
  strong: { bold: true },
  emphasis: { italic: true },
  struck: { strikethrough: true },
  code: { color: 'cyan' },
  'code-keyword': { color: 'magenta' },
  'code-string': { color: 'green' },
  'code-number': { color: 'yellow' },
  'code-name': { color: 'blue' },
  'code-type': { color: 'cyan' },
  'code-comment': { dimColor: true, italic: true },
  'code-added': { color: 'green' },
  'code-removed': { color: 'red' },
  quote: { dimColor: true, italic: true },
  bullet: { dimColor: true },
  link: { underline: true },
  rule: { dimColor: true },
  dim: { dimColor: true },
};

/** How Markdown looks on the screen. */
export const spanStyle = (style: SpanStyle | undefined): Style | undefined =>
  style && styles[style];
