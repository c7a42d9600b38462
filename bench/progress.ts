/** Tells how far a long run is: in one line that is overwritten on a terminal, in lines elsewhere. */
export function createProgress(stream: NodeJS.WriteStream, total: number) {
  let last = '';
  return {
    tell(at: number, name: string, text: string) {
      const line = `[${at}/${total}] ${name}: ${text}`;
      if (stream.isTTY) stream.write(`\r\x1b[K${line.slice(0, stream.columns - 1)}`);
      else if (name !== last) stream.write(`[${at}/${total}] ${name}\n`);
      last = name;
    },
    /** Leaves the line free for something else. */
    clear() {
      if (stream.isTTY) stream.write('\r\x1b[K');
    },
  };
}
