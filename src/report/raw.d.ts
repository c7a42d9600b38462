/** A file's text, put into the bundle as it is. */
declare module '*?raw' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: the bundlers name it so.
  export default text;
}
