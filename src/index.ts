/**
 * The core for a back end of one's own: one shared Copilot server, users, requests that each have a session which is
 * destroyed after them, and files that last. No screen, no command line. See docs/library.md.
 */

export { CopilotError, type CopilotErrorCode } from './copilot/errors.ts';
export type { Identities, Identity } from './copilot/identity.ts';
export {
  chooseModel,
  type ModelChoice,
  type ModelOptions,
  type ModelSourceInfo,
} from './copilot/model-choice.ts';
export type { ServerOptions } from './copilot/server.ts';
export { FilesError, type FilesErrorCode } from './files/errors.ts';
export type {
  Author,
  FileChange,
  FileEntry,
  FileOperation,
  FileStore,
  FileVersion,
  StoredFile,
  StoreStatus,
  UserFiles,
  WriteOptions,
} from './files/file-store.ts';
export { defaultFileLimits, type FileLimits } from './files/limits.ts';
export { createMemoryStore } from './files/memory-store.ts';
export { defaultFileToolNames, fileToolNames } from './files/tools/file-tool-names.ts';
export { createFileTools } from './files/tools/file-tools.ts';
export type { Tool, ToolOutcome } from './files/tools/tool.ts';
export type { EndpointOptions, ModelEndpoint } from './offline-model/model-endpoint.ts';
export { startOfflineModel } from './offline-model/offline-model.ts';
export { type Ask, createAsk, type RequestEnd } from './repl/ask.ts';
export type { Command } from './repl/command.ts';
export { ReplError, type ReplErrorCode } from './repl/errors.ts';
export type { OfRequest, OfSession, ReplEvent, ReportedError } from './repl/events.ts';
export { defaultRecycleLimits, type RecycleLimits } from './repl/recycle-limits.ts';
export { type CreateTools, createRepl, type Repl, type ReplOptions } from './repl/repl.ts';
export type { HostFiles } from './repl/transfer/host-files.ts';
export type { Seed } from './repl/transfer/transfers.ts';
