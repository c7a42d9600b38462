import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';
import { projects } from './vitest.projects.ts';

/**
 * `npm run test:nodes`: what a Node version could break, in about a minute. The SDK and its sessions, child processes and
 * pipes, text and its segmentation, the screen and a real terminal; rules that are plain code run once, with `npm test`.
 */
export default defineConfig({
  test: {
    ...base.test,
    projects: projects([
      'test/build/string-width.test.ts',
      'test/copilot/guard-process.test.ts',
      'test/files/memory-store.test.ts',
      'test/files/paths.test.ts',
      'test/files/tools/file-tools.test.ts',
      'test/integration/request.test.ts',
      'test/library/library.test.ts',
      'test/offline-model/endpoint.test.ts',
      'test/program/transfer.test.ts',
      'test/recording/event-recorder.test.ts',
      'test/repl/command-language.test.ts',
      'test/screen/{graphemes,markdown,safe-text,text}.test.ts',
      'test/ui/golden.test.ts',
      'test/ui/screen.test.ts',
    ]),
  },
});
