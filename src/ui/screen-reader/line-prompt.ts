import { createInterface } from 'node:readline';

/** Reads what is typed, a line at a time, below what is printed. */
export interface LinePrompt {
  /** Whole lines, which never land within the one that is being typed: that one is repeated below them. */
  print(lines: readonly string[]): void;
  /** Says whose turn it is to type, unless it was said already. */
  ask(): void;
  /** From here on another user types: what up and down recall is theirs. */
  turnTo(user: string): void;
  /** Gives the terminal back. May be called twice. */
  close(): void;
}

export interface LinePromptOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Keys are read one by one, so that there is a history and completion; else the terminal hands over whole lines. */
  readonly terminal: boolean;
  readonly label: () => string;
  readonly complete: (line: string) => [string[], string];
  readonly onText: (text: string) => void;
  /** Ctrl+C on an empty line. */
  readonly onInterrupt: () => void;
  /** Ctrl+D, or the input has ended. */
  readonly onEnd: () => void;
}

const historySize = 1000;

/** A line prompt without a frame: it writes at the cursor only. A backslash at its end takes a line on to the next. */
export function createLinePrompt(options: LinePromptOptions): LinePrompt {
  const { input, output, terminal, label, onText, onInterrupt, onEnd } = options;
  const histories = new Map<string, readonly string[]>();
  let recalled: string[] = [];
  let user = '';
  let asked = false;
  let closed = false;
  /** Lines of what is being written that are finished. */
  let begun: readonly string[] = [];
  /** Lines that came at once. */
  let burst: string[] = [];

  const lines = createInterface({
    input,
    output,
    terminal,
    historySize,
    history: recalled,
    prompt: '',
    completer: options.complete,
  });

  const write = (text: string) => {
    output.write(text);
  };
  /** Whatever is on the cursor's line stays there. */
  const endLine = () => {
    if (asked || lines.line !== '') write('\n');
    asked = false;
  };
  const ask = () => {
    if (asked || closed) return;
    const words = begun.length === 0 ? `${label()} > ` : '... > ';
    lines.setPrompt(words);
    asked = true;
    // At the end of the line there is nothing to erase: written plainly, it is read out once and as a whole.
    if (lines.cursor === lines.line.length) write(words + lines.line);
    else lines.prompt(true);
  };
  const print = (given: readonly string[]) => {
    if (given.length === 0 || closed) return;
    const typing = lines.line !== '';
    endLine();
    write(`${given.join('\n')}\n`);
    if (typing) ask();
  };

  /** Only Enter alone sends: lines that came together with others, or with what follows them, were pasted. */
  function take() {
    const pasted = burst.length > 1 || lines.line !== '';
    const all = [...begun, ...burst];
    burst = [];
    if (pasted) {
      begun = all;
      return print([`${all.length} lines so far. Enter sends them, Control C drops them.`]);
    }
    const last = all.at(-1) ?? '';
    if (last.endsWith('\\')) {
      begun = [...all.slice(0, -1), last.slice(0, -1)];
      return ask();
    }
    begun = [];
    onText(all.join('\n'));
  }

  lines.on('line', (line) => {
    asked = false;
    burst.push(line);
    if (burst.length === 1) setImmediate(take);
  });
  lines.on('history', (history) => {
    recalled = history;
  });
  lines.on('SIGINT', () => {
    if (lines.line === '' && begun.length === 0) {
      endLine();
      return onInterrupt();
    }
    endLine();
    begun = [];
    // As its own keys would: to the end, and all before it away.
    lines.setPrompt('');
    lines.write(null, { ctrl: true, name: 'e' });
    lines.write(null, { ctrl: true, name: 'u' });
    print(['cleared']);
    ask();
  });
  lines.on('close', () => {
    if (closed) return;
    endLine();
    closed = true;
    onEnd();
  });

  return {
    print,
    ask,
    turnTo(next) {
      if (next === user) return;
      histories.set(user, [...recalled]);
      recalled.splice(0, recalled.length, ...(histories.get(next) ?? []));
      user = next;
    },
    close() {
      if (closed) return;
      endLine();
      closed = true;
      lines.close();
    },
  };
}
