/**
 * The same function of a string, but it remembers what it last returned for some `most` of them. What it returns is
 * shared: nobody may change it.
 */
export function remember(measure, most) {
  let recent = new Map();
  let older = new Map();
  return (text) => {
    let result = recent.get(text);
    if (result !== undefined) return result;
    result = older.get(text) ?? measure(text);
    if (recent.size >= most) {
      older = recent;
      recent = new Map();
    }
    recent.set(text, result);
    return result;
  };
}
