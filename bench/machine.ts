import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, release, totalmem, type } from 'node:os';

/** The version that a dependency is installed in. */
function versionOf(name: string): string {
  const main = createRequire(import.meta.url).resolve(name);
  const [folder] = main.split(/(?<=@github[\\/]copilot-sdk)[\\/]/);
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).version;
}

/** What the figures were measured on, in one line; nothing of it says whose machine it is. */
export function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'})`,
    `${memory} GB`,
    `${type()} ${release().split('-')[0]}`,
    `Node ${process.version}`,
    `@github/copilot-sdk ${versionOf('@github/copilot-sdk')} with its own runtime`,
  ].join(', ');
}
