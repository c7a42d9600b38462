import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckResult } from '../../../repl/play.ts';
import { attack } from '../../../scenario/attack.ts';
import type { Scenario } from '../../../scenario/model.ts';

/**
 * Puts a file on the host for the attacks to reach for, lets `use` run them, and takes it away. `checkHost` tells
 * whether the file and its folder are still as they were.
 */
export async function withAttack(
  use: (scenario: Scenario, checkHost: () => CheckResult) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'multiuser-repl-host-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Whoever interrupts a second time leaves no other chance.
  process.once('exit', remove);
  try {
    const name = 'canary.txt';
    const path = join(folder, name);
    const canary = `canary ${randomUUID()}`;
    writeFileSync(path, canary, { mode: 0o600 });
    const checkHost = (): CheckResult => {
      const found = readdirSync(folder);
      const passed = found.join() === name && readFileSync(path, 'utf8') === canary;
      const seen = passed ? '' : `changed, or beside it: ${found.join(', ')}`;
      return { check: 'the host’s file and its folder are as they were', passed, seen };
    };
    await use(attack({ path, folder, canary }), checkHost);
  } finally {
    process.off('exit', remove);
    remove();
  }
}
