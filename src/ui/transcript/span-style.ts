import type { SpanStyle } from '../../screen/markdown.ts';
import type { Style } from '../theme.ts';

const styles: Record<SpanStyle, Style> = {
  heading: { bold: true, underline: true },
  strong: { bold: true },
  emphasis: { italic: true },
  code: { color: 'cyan' },
  quote: { dimColor: true, italic: true },
  bullet: { dimColor: true },
  link: { underline: true },
  rule: { dimColor: true },
  dim: { dimColor: true },
};

/** How Markdown looks on the screen. */
export const spanStyle = (style: SpanStyle | undefined): Style | undefined =>
  style && styles[style];
