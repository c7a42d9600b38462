/** A recording that can't be written or read. The message names file and line, the advice says what to do. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';

  constructor(
    readonly code:
      | 'recording-unreadable'
      | 'recording-unwritable'
      | 'recording-exists'
      | 'recording-name'
      | 'recording-too-large'
      | 'recording-other-version'
      | 'recording-invalid',
    message: string,
    readonly advice?: string,
  ) {
    super(message);
  }
}
