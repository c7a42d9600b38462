import { basename, dirname, join } from 'node:path';
import { type CastWriter, createCastWriter } from '../../recording/cast-writer.ts';
import { RecordingError } from '../../recording/errors.ts';
import { createEventRecorder, type EventRecorder } from '../../recording/event-recorder.ts';
import type { RecordedEvent, RecordingEnd, ScenarioEvent } from '../../recording/format.ts';
import { createSecretFinder, withoutSecrets } from '../../recording/secrets.ts';
import type { ReplEvent } from '../../repl/events.ts';
import { safeLine } from '../../screen/safe-text.ts';
import type { Recorder, RecordingScene } from '../../ui/recorder.ts';
import { programVersion } from '../version.ts';
import { createOutputFile, type OutputFile } from './output-file.ts';

export interface RecorderOptions {
  /** What no file may hold. */
  readonly secrets: readonly string[];
  /** The largest size of each file, in bytes. */
  readonly limit: number;
  /** The terminal that is recorded; without it the events alone are. */
  readonly terminal?: {
    readonly size: () => { readonly columns: number; readonly rows: number };
    /** TERM. */
    readonly name?: string | undefined;
  };
  readonly now?: () => Date;
}

export interface ProgramRecorder extends Recorder {
  /** @throws RecordingError */
  start(file: string, overwrite: boolean): void;
  /** What the program writes on the terminal. */
  output(text: string): void;
  resized(): void;
  event(event: ReplEvent | ScenarioEvent): void;
  /** The program ends: whatever is being recorded does. */
  close(): void;
}

interface Running {
  readonly events: EventRecorder;
  readonly eventsFile: OutputFile;
  readonly cast?: CastWriter;
  readonly castFile?: OutputFile;
}

/** Bytes that are kept free for the end of a recording: for what was held back, and for its last line. */
const reserve = 16 * 1024;

/** The two files of a recording, by the name of either or of neither. @throws RecordingError */
export function recordingFiles(name: string): { readonly cast: string; readonly events: string } {
  const base = basename(name).replace(/\.(?:cast|ndjson)$/, '');
  if (base === '' || base === '.' || base === '..' || /[\\/]$/.test(name)) {
    throw new RecordingError(
      'recording-name',
      `"${safeLine(name, 64)}" is no name of a file`,
      'Write it as demo.cast.',
    );
  }
  const path = join(dirname(name), base);
  return { cast: `${path}.cast`, events: `${path}.ndjson` };
}

const datedName = (now: Date): string =>
  `multiuser-repl-${now.toISOString().slice(0, 19).replaceAll(':', '-')}`;

/** Keeps what is on the terminal as a cast, and beside it what happened as a recording that can be replayed. */
export function createRecorder({
  secrets,
  limit,
  terminal,
  now = () => new Date(),
}: RecorderOptions): ProgramRecorder {
  const finder = createSecretFinder(secrets);
  const listeners = new Set<(message: string) => void>();
  let running: Running | undefined;

  /** Writes whole lines as long as they fit, and then ends the recording. */
  function bounded(file: OutputFile) {
    let size = 0;
    return (line: string) => {
      const next = size + Buffer.byteLength(line);
      const ending = running === undefined;
      if (next > limit - (ending ? 0 : reserve)) {
        if (!ending) stopEarly('limit', `it reached ${limit / 2 ** 20} MB`);
        return;
      }
      try {
        file.write(line);
        size = next;
      } catch (error) {
        // A line may have been written in part: nothing can follow it.
        size = Number.POSITIVE_INFINITY;
        if (ending) return;
        stopEarly('closed', error instanceof Error ? error.message : String(error));
      }
    };
  }

  function end(reason: RecordingEnd['reason']): Running | undefined {
    const ended = running;
    running = undefined;
    ended?.events.end(now().toISOString(), reason);
    ended?.cast?.end();
    ended?.eventsFile.close();
    ended?.castFile?.close();
    return ended;
  }

  function stopEarly(reason: RecordingEnd['reason'], why: string) {
    const ended = end(reason);
    if (!ended) return;
    const text = `the recording ${ended.eventsFile.path} has ended: ${safeLine(why)}`;
    // Whoever is told may write on the terminal, in the middle of whose writing this is.
    queueMicrotask(() => {
      for (const listener of [...listeners]) listener(text);
    });
  }

  function start(name: string, overwrite: boolean, scene?: RecordingScene): Running {
    const files = recordingFiles(name);
    const time = now();
    const castFile = terminal && createOutputFile(files.cast, overwrite);
    let eventsFile: OutputFile;
    try {
      eventsFile = createOutputFile(files.events, overwrite);
    } catch (error) {
      castFile?.discard();
      throw error;
    }
    const size = terminal?.size();
    const begun: Running = {
      eventsFile,
      events: createEventRecorder(
        { time: time.toISOString(), program: programVersion, ...(size && { terminal: size }) },
        finder,
        bounded(eventsFile),
      ),
      ...(size &&
        castFile && {
          castFile,
          cast: createCastWriter(
            {
              ...size,
              ...(terminal?.name && { terminal: terminal.name }),
              at: time.getTime(),
              title: 'multiuser-repl',
            },
            finder,
            bounded(castFile),
          ),
        }),
    };
    running = begun;
    for (const event of scene?.opening ?? []) begun.events.record(event);
    if (scene?.alternateScreen) begun.cast?.output('\u001b[?1049h');
    return begun;
  }

  function toggle(argument: string, scene: () => RecordingScene): string {
    const [, overwrite, name = ''] = /^(--overwrite(?:\s+|$))?([\s\S]*)$/.exec(argument) ?? [];
    if (running) {
      if (name !== '') {
        throw new RecordingError(
          'recording-exists',
          `${running.eventsFile.path} is being recorded`,
          'Type /record to end it first.',
        );
      }
      const ended = end('stopped');
      return `recorded: ${[ended?.castFile?.path, ended?.eventsFile.path].filter(Boolean).join(', ')}`;
    }
    const begun = start(name || datedName(now()), overwrite !== undefined, scene());
    const { path } = begun.castFile ?? begun.eventsFile;
    return `recording into ${path}: /record ends it`;
  }

  const record = (event: RecordedEvent) => running?.events.record(event);
  return {
    isOn: () => running !== undefined,
    start: (name, overwrite) => void start(name, overwrite),
    toggle,
    // As a terminal's driver hands it on.
    output: (text) => running?.cast?.output(text.replaceAll('\n', '\r\n')),
    resized() {
      const size = terminal?.size();
      if (size) running?.cast?.resized(size.columns, size.rows);
    },
    event(event) {
      record(event);
      if (event.type !== 'request.submitted') return;
      const { request, user, client, prompt } = event;
      const text = safeLine(withoutSecrets(prompt, finder), 60);
      running?.cast?.marker(`${request} ${user}/${client}: ${text}`);
    },
    note: (note) => record({ ...note, time: now().toISOString() }),
    onEnd(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => void end('closed'),
  };
}

/** The stream, whose writers are heard as well. */
export function tapped<Stream extends NodeJS.WritableStream>(
  stream: Stream,
  heard: (text: string) => void,
): Stream {
  const write = (...written: unknown[]): boolean => {
    const [chunk] = written;
    heard(typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString());
    return Reflect.apply(stream.write, stream, written);
  };
  return new Proxy(stream, {
    get: (target, name) => (name === 'write' ? write : Reflect.get(target, name)),
  });
}
