import { type RenderOptions, render as renderWithInk } from 'ink';
import { Component, type ReactNode } from 'react';
import { createPainter } from './painter.ts';

/** What is on the terminal. */
export interface Rendered {
  rerender(node: ReactNode): void;
  clear(): void;
  /** Takes it down and gives the terminal back. */
  unmount(): void;
  /**
   * Settles when it is gone. Rejects with what went wrong while it was drawn or taken down; the terminal may then not be
   * as it was.
   */
  waitUntilExit(): Promise<void>;
}

interface BoundaryProps {
  readonly children: ReactNode;
  readonly onError: (error: unknown) => void;
  readonly onUnmount: () => void;
}

/**
 * Hands on what goes wrong while drawing. Ink's own boundary would draw the error with the source around it, which is
 * lost with the alternate screen, and in a bundle is a line of half a megabyte.
 */
class ErrorBoundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown) {
    this.props.onError(error);
  }

  override componentWillUnmount() {
    this.props.onUnmount();
  }

  override render() {
    return this.state.failed ? null : this.props.children;
  }
}

/**
 * A stream that can be closed to its writers while it stays open to everybody else. What they write goes through
 * `translate`.
 */
function closable(stream: NodeJS.WritableStream, translate: (text: string) => string) {
  let closed = false;
  const write = (...[text, ...others]: unknown[]): boolean => {
    const output = typeof text === 'string' && !closed ? translate(text) : text;
    // An empty write is asked for by who waits for those before it.
    if (!closed && (output !== '' || text === '')) {
      return Reflect.apply(stream.write, stream, [output, ...others]);
    }
    const done = others.at(-1);
    if (typeof done === 'function') queueMicrotask(() => done());
    return true;
  };
  return {
    stream: new Proxy(stream, {
      get: (target, name) => (name === 'write' ? write : Reflect.get(target, name)),
    }),
    close() {
      closed = true;
    },
  };
}

/** Ink's `render`, but whatever goes wrong takes the screen down and is told by `waitUntilExit`. */
export function render(node: ReactNode, options: RenderOptions): Rendered {
  let leaving = false;
  const stdout = options.stdout ?? process.stdout;
  const size = () => ({
    columns: ('columns' in stdout && stdout.columns) || 80,
    rows: ('rows' in stdout && stdout.rows) || 24,
  });
  const out = closable(stdout, options.alternateScreen ? createPainter(size) : (text) => text);
  let fail: (error: unknown) => void = () => {};
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const unmount = () => {
    leaving = true;
    try {
      ink.unmount();
    } catch (error) {
      fail(error);
      stopDrawing();
    }
  };
  /**
   * Where Ink is stuck half-way, nothing may be left that draws on the normal screen: a frame that it put off is drawn
   * in spite of all.
   */
  const stopDrawing = () => {
    out.close();
    try {
      ink.rerender(null);
    } catch {
      // What is told is the first error.
    }
  };
  const leaveBecause = (error: unknown) => {
    fail(error);
    // React is in the middle of something.
    queueMicrotask(unmount);
  };
  const guarded = (inner: ReactNode) => (
    <ErrorBoundary
      onError={leaveBecause}
      onUnmount={() => {
        // An error outside of the boundary, of which Ink says nothing.
        if (!leaving) leaveBecause(new Error('Ink failed while it was drawing'));
      }}
    >
      {inner}
    </ErrorBoundary>
  );

  const ink = renderWithInk(guarded(node), { ...options, stdout: out.stream });
  const gone = Promise.race([failure, ink.waitUntilExit()]).then(() => {});
  // Told to whoever waits, now or later.
  gone.catch(() => {});
  return {
    rerender: (inner) => ink.rerender(guarded(inner)),
    clear: () => ink.clear(),
    unmount,
    waitUntilExit: () => gone,
  };
}
