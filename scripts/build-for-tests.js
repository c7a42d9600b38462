import './build.js';

/** vitest wants a function here; importing the build has done the work. */
export const setup = () => {};
