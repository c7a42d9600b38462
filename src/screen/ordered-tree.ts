/** What an ordered tree holds: sorted by `key`, and summed up over every part of the tree. */
export interface Entry {
  readonly key: string;
  /** Rows that the entry takes, with all that is below it. */
  readonly rows: number;
  readonly files: number;
  readonly bytes: number;
}

/**
 * A balanced search tree that never changes: an update makes a new one, which shares all but one path of nodes with
 * the one before. Finding, updating and counting look at some 2·log₂(n) nodes of n. Without entries: undefined.
 */
export type OrderedTree<E extends Entry> = TreeNode<E> | undefined;

interface TreeNode<E extends Entry> {
  readonly left: OrderedTree<E>;
  readonly entry: E;
  readonly right: OrderedTree<E>;
  readonly height: number;
  /** Sums over the whole tree. */
  readonly rows: number;
  readonly files: number;
  readonly bytes: number;
}

const heightOf = <E extends Entry>(tree: OrderedTree<E>): number => tree?.height ?? 0;
const rowsOf = <E extends Entry>(tree: OrderedTree<E>): number => tree?.rows ?? 0;

function node<E extends Entry>(left: OrderedTree<E>, entry: E, right: OrderedTree<E>): TreeNode<E> {
  return {
    left,
    entry,
    right,
    height: 1 + Math.max(heightOf(left), heightOf(right)),
    rows: rowsOf(left) + entry.rows + rowsOf(right),
    files: (left?.files ?? 0) + entry.files + (right?.files ?? 0),
    bytes: (left?.bytes ?? 0) + entry.bytes + (right?.bytes ?? 0),
  };
}

/** A node of two trees whose heights differ by 2 at most, turned so that they differ by 1 at most. */
function balanced<E extends Entry>(
  left: OrderedTree<E>,
  entry: E,
  right: OrderedTree<E>,
): TreeNode<E> {
  const lean = heightOf(left) - heightOf(right);
  if (left && lean > 1) {
    const { right: inner } = left;
    if (!inner || heightOf(left.left) >= heightOf(inner))
      return node(left.left, left.entry, node(inner, entry, right));
    const outside = node(left.left, left.entry, inner.left);
    return node(outside, inner.entry, node(inner.right, entry, right));
  }
  if (right && lean < -1) {
    const { left: inner } = right;
    if (!inner || heightOf(right.right) >= heightOf(inner))
      return node(node(left, entry, inner), right.entry, right.right);
    const outside = node(inner.right, right.entry, right.right);
    return node(node(left, entry, inner.left), inner.entry, outside);
  }
  return node(left, entry, right);
}

export function find<E extends Entry>(tree: OrderedTree<E>, key: string): E | undefined {
  let at = tree;
  while (at && at.entry.key !== key) at = key < at.entry.key ? at.left : at.right;
  return at?.entry;
}

/** With the entry, in the place of one that has its key. */
export function put<E extends Entry>(tree: OrderedTree<E>, entry: E): TreeNode<E> {
  if (!tree) return node(undefined, entry, undefined);
  if (entry.key < tree.entry.key) return balanced(put(tree.left, entry), tree.entry, tree.right);
  if (entry.key > tree.entry.key) return balanced(tree.left, tree.entry, put(tree.right, entry));
  return node(tree.left, entry, tree.right);
}

/** Without the entry of that key; the same tree where there is none. */
export function remove<E extends Entry>(tree: OrderedTree<E>, key: string): OrderedTree<E> {
  if (!tree) return undefined;
  const { left, entry, right } = tree;
  if (key < entry.key) {
    const rest = remove(left, key);
    return rest === left ? tree : balanced(rest, entry, right);
  }
  if (key > entry.key) {
    const rest = remove(right, key);
    return rest === right ? tree : balanced(left, entry, rest);
  }
  if (!right) return left;
  let next = right;
  while (next.left) next = next.left;
  return balanced(left, next.entry, remove(right, next.entry.key));
}

/** How many rows stand before the entry of that key, or before the place where it would be. */
export function rowsBefore<E extends Entry>(tree: OrderedTree<E>, key: string): number {
  let rows = 0;
  let at = tree;
  while (at && at.entry.key !== key) {
    if (key < at.entry.key) at = at.left;
    else {
      rows += rowsOf(at.left) + at.entry.rows;
      at = at.right;
    }
  }
  return rows + rowsOf(at?.left);
}

/**
 * Hands out the entries in their order, without those that lie whole within the first `skip` rows, until `visit`
 * says that it is enough. `visit` is told how many rows of the entry are to be left out. Returns whether it was.
 */
export function visitFrom<E extends Entry>(
  tree: OrderedTree<E>,
  skip: number,
  visit: (entry: E, skip: number) => 'enough' | undefined,
): 'enough' | undefined {
  if (!tree || skip >= tree.rows) return undefined;
  if (visitFrom(tree.left, skip, visit)) return 'enough';
  const rest = Math.max(0, skip - rowsOf(tree.left));
  if (rest < tree.entry.rows && visit(tree.entry, rest)) return 'enough';
  return visitFrom(tree.right, Math.max(0, rest - tree.entry.rows), visit);
}

/** All entries in their order. */
export function* entriesOf<E extends Entry>(tree: OrderedTree<E>): Generator<E> {
  if (!tree) return;
  yield* entriesOf(tree.left);
  yield tree.entry;
  yield* entriesOf(tree.right);
}
