/** How much a user may keep. Bytes are bytes of UTF-8. */
export interface FileLimits {
  readonly bytesPerFile: number;
  readonly bytesPerUser: number;
  readonly filesPerUser: number;
  readonly bytesPerPath: number;
  readonly bytesPerSegment: number;
  /** Segments in a path, the file's own name included. */
  readonly depth: number;
  /** Versions before the present ones, over all files, that are kept to be compared with; the oldest go first. */
  readonly previousVersions: number;
  /** Bytes in their contents. */
  readonly bytesOfPreviousVersions: number;
}

export const defaultFileLimits: FileLimits = {
  bytesPerFile: 256 * 1024,
  bytesPerUser: 8 * 1024 * 1024,
  filesPerUser: 1000,
  bytesPerPath: 512,
  bytesPerSegment: 255,
  depth: 16,
  previousVersions: 200,
  bytesOfPreviousVersions: 2 * 1024 * 1024,
};
