// Loaded before the program (`node --import`). At SIGUSR2 it breaks the program in the way that BREAK says.
/** What the program gives itself to end, in ms: too little on a busy machine, unless that is what is tested. */
const limit = 2_000;
const slowness = Number(process.env.BREAK_SLOWNESS ?? 1);
const { setTimeout: originalTimeout } = globalThis;
globalThis.setTimeout = Object.assign(
  (callback, delay, ...rest) =>
    originalTimeout(callback, delay === limit ? delay * slowness : delay, ...rest),
  originalTimeout,
);

const { is } = Object;
const { now } = performance;

/** React takes `Object.is` when it is loaded, and calls it for every hook of a component that is drawn. */
let comparing = () => {};
Object.is = (a, b) => {
  comparing();
  return is(a, b);
};

const fail = (message) => {
  throw new Error(`${message} ${process.env.BREAK_SECRET ?? ''}\u001b[2J`);
};

const ways = {
  /** A component throws when it is drawn next: at the next key. */
  component() {
    comparing = () => fail('a component broke');
  },
  /** A component of Ink's own, outside of all of ours: Ink does not tell. */
  root() {
    comparing = () => fail('a component of Ink broke');
    process.stdout.emit('resize');
  },
  /** Ink throws when it draws next, and when it draws for the last time before it leaves: it is stuck half-way. */
  ink() {
    let times = 2;
    performance.now = () => {
      if (times > 0 && new Error().stack.includes('onRender')) {
        times--;
        fail('Ink broke');
      }
      return now.call(performance);
    };
  },
  /** A listener that reads the size throws once. */
  listener() {
    const { columns } = process.stdout;
    Object.defineProperty(process.stdout, 'columns', {
      configurable: true,
      get() {
        Object.defineProperty(process.stdout, 'columns', { value: columns, writable: true });
        return fail('a listener broke');
      },
    });
    process.stdout.emit('resize');
  },
  rejection() {
    Promise.reject(new Error('nobody handled this'));
  },
};

process.on('SIGUSR2', () => ways[process.env.BREAK]());
