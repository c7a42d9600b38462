import type { RecordedEvent, ScreenNote } from '../recording/format.ts';

type Untimed<Note> = Note extends unknown ? Omit<Note, 'time'> : never;

/** What there is when a recording begins in the middle of things. */
export interface RecordingScene {
  readonly opening: readonly RecordedEvent[];
  readonly alternateScreen: boolean;
}

/** Records what happens while it is on. */
export interface Recorder {
  isOn(): boolean;
  /**
   * Starts with the file that the argument names, or stops; what there was before is told by `scene`. Returns what to
   * say. @throws RecordingError
   */
  toggle(argument: string, scene: () => RecordingScene): string;
  note(note: Untimed<ScreenNote>): void;
  /** Told when it went off by itself, with what to say. Returns the function that ends it. */
  onEnd(listener: (message: string) => void): () => void;
}
