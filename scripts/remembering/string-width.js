// Ink measures every row of the screen again for each frame, and most rows are what they were.
import stringWidth from 'string-width';
import { remember } from './remember.js';

const width = remember(stringWidth, 4_096);

export default (text, options) =>
  options === undefined && typeof text === 'string' ? width(text) : stringWidth(text, options);
