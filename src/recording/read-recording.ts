import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { RecordingError } from './errors.ts';
import { checkEvent, isTime } from './event-shapes.ts';
import {
  maximumRecordingBytes,
  type RecordedEvent,
  type Recording,
  type RecordingEnd,
  type RecordingHeader,
  recordingVersion,
} from './format.ts';

type Line = Readonly<Record<string, unknown>>;

const advice = 'Record it again, or take the damaged lines out.';

const invalid = (file: string, line: number, problem: string) =>
  new RecordingError('recording-invalid', `${file}:${line}: ${problem}`, advice);

/** The object that a line holds; undefined where it holds none. */
function parseObject(line: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Line) : undefined;
  } catch {
    return undefined;
  }
}

const isSize = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 10_000;

function readTerminal(terminal: unknown): Pick<RecordingHeader, 'terminal'> {
  const { columns, rows } = (terminal ?? {}) as Line;
  return isSize(columns) && isSize(rows) ? { terminal: { columns, rows } } : {};
}

function readHeader(line: string, file: string): RecordingHeader {
  const read = parseObject(line);
  if (read?.type !== 'recording') {
    throw new RecordingError(
      'recording-invalid',
      `${file}:1: this is no recording: its first line is no header`,
      'Give the .ndjson file that --record or /record wrote.',
    );
  }
  const { version, time, program, terminal } = read;
  if (version !== recordingVersion) {
    throw new RecordingError(
      'recording-other-version',
      `${file}:1: a recording of version ${JSON.stringify(version)?.slice(0, 20)}, and this program reads version ${recordingVersion}`,
      'Use the version of multiuser-repl that recorded it.',
    );
  }
  if (!isTime(time)) throw invalid(file, 1, 'the header has no time');
  return {
    type: 'recording',
    version: recordingVersion,
    time,
    program: typeof program === 'string' ? program.slice(0, 64) : '',
    ...readTerminal(terminal),
  };
}

const endReasons: readonly unknown[] = ['stopped', 'closed', 'limit'];

function readEnd({ time, reason }: Line): RecordingEnd | undefined {
  if (!isTime(time) || !endReasons.includes(reason)) return undefined;
  return { type: 'recording.ended', time, reason: reason as RecordingEnd['reason'] };
}

/**
 * Reads a recording; `file` is only what errors call it. A last line that was cut off is left out, as are events of
 * types that are not known.
 * @throws RecordingError naming file and line
 */
export function parseRecording(content: string, file: string): Recording {
  const lines = content.split('\n');
  // What follows the last line's end: nothing, or a line that was cut off.
  const cutOff = lines.pop() ?? '';
  const [first = cutOff] = lines;
  const header = readHeader(first, file);
  const events: RecordedEvent[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const read = parseObject(line);
    if (!read) throw invalid(file, index + 1, 'this is no JSON object');
    if (read.type === 'recording.ended') {
      const end = readEnd(read);
      if (!end)
        throw invalid(file, index + 1, 'recording.ended has no time and reason that can be');
      return { header, events, end };
    }
    const checked = checkEvent(read);
    if ('problem' in checked) throw invalid(file, index + 1, checked.problem);
    if ('event' in checked) events.push(checked.event);
  }
  return { header, events };
}

const sizeText = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MB`;

function unreadable(file: string, why: string): RecordingError {
  return new RecordingError('recording-unreadable', `${file} can not be read: ${why}`);
}

/**
 * Reads the recording in a file.
 * @throws RecordingError naming the file, and the line where it is to blame
 */
export async function readRecording(file: string): Promise<Recording> {
  let content: string;
  try {
    // A named pipe would be waited for, for ever.
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) throw unreadable(file, 'it is no file');
      if (stat.size > maximumRecordingBytes) {
        throw new RecordingError(
          'recording-too-large',
          `${file} has ${sizeText(stat.size)}, and a recording has at most ${sizeText(maximumRecordingBytes)}`,
          'Give the .ndjson file that --record or /record wrote.',
        );
      }
      content = await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof RecordingError) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new RecordingError('recording-unreadable', `there is no such file: ${file}`);
    }
    throw unreadable(file, error instanceof Error ? error.message : String(error));
  }
  return parseRecording(content, file);
}
