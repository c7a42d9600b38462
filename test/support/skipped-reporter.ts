import type { Reporter, TestModule } from 'vitest/node';

/** Lists, when all tests have run, which were skipped and what they need: see needs.ts. */
export class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = new Map<string, { tests: number; files: Set<string> }>();
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) {
        const what = /\(needs ([^()]+)\)/.exec(test.fullName)?.[1] ?? 'no program';
        const group = skipped.get(what) ?? { tests: 0, files: new Set() };
        group.tests++;
        group.files.add(module.relativeModuleId);
        skipped.set(what, group);
      }
    }
    if (skipped.size === 0) return;
    const lines = [...skipped].map(
      ([what, { tests, files }]) => `  ${what}: ${tests} in ${[...files].join(', ')}`,
    );
    console.log(`Skipped tests, by what they need:\n${lines.join('\n')}\n`);
  }
}
