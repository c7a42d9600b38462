import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the facts lie, a file each. */
export const folder = fileURLToPath(new URL('..', import.meta.url));

/**
 * All facts, by name. Each has a `name`, a `claim` in words, the files that it is leant on in (`leansOn`) and a `run`,
 * which says whether it `holds` and what was `seen`. A `report` is there where its makers should hear of it; `alone`
 * where its figures want a machine that does nothing else.
 */
export async function loadFacts() {
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const facts = await Promise.all(files.sort().map((file) => import(`../${file}`)));
  for (const [index, { name }] of facts.entries()) {
    if (`${name}.js` !== files[index]) throw new Error(`facts/${files[index]} is named ${name}`);
  }
  return facts;
}
