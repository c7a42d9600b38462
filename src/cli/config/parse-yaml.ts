import { isMap, isScalar, isSeq, type ParsedNode, parseDocument } from 'yaml';
import { ConfigProblem, type Tree, type TreeEntry } from './tree.ts';

const standardTags = 'tag:yaml.org,2002:';

function entryOf(key: ParsedNode, value: ParsedNode | null): TreeEntry {
  const [offset] = key.range;
  if (!isScalar(key)) throw new ConfigProblem('the name of a setting is a single word', offset);
  return {
    name: String(key.value),
    offset,
    value: value ? treeOf(value) : { type: 'scalar', value: null, offset },
  };
}

function treeOf(node: ParsedNode): Tree {
  const [offset] = node.range;
  if (node.tag !== undefined && !node.tag.startsWith(standardTags)) {
    throw new ConfigProblem(`tags mean nothing here: leave ${node.tag} out`, offset);
  }
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }) => entryOf(key, value));
    return { type: 'map', offset, entries };
  }
  if (isSeq(node)) return { type: 'list', offset, items: node.items.map(treeOf) };
  if (isScalar(node)) return { type: 'scalar', offset, value: node.value };
  throw new ConfigProblem('aliases mean nothing here: write the value itself', offset);
}

/** A file's text as a tree; undefined where nothing is in it but comments. @throws ConfigProblem */
export function parseYaml(text: string): Tree | undefined {
  const { errors, contents } = parseDocument(text, { prettyErrors: false });
  const [error] = errors;
  if (error) {
    const twice = error.code === 'DUPLICATE_KEY';
    const message = twice
      ? 'this name stands here twice: leave one of them out'
      : `this is no YAML (${error.message}): see config --example`;
    throw new ConfigProblem(message, error.pos[0]);
  }
  return contents ? treeOf(contents) : undefined;
}
