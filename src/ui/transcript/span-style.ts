import type { SpanStyle } from '../../screen/markdown.ts';
import { faint, type Style, secondary } from '../look/theme.ts';

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
  'code-comment': { ...secondary, italic: true },
  'code-added': { color: 'green' },
  'code-removed': { color: 'red' },
  quote: { ...secondary, italic: true },
  bullet: secondary,
  link: { underline: true },
  rule: faint,
  dim: secondary,
};

/** How Markdown looks on the screen. */
export const spanStyle = (style: SpanStyle | undefined): Style | undefined =>
  style && styles[style];
