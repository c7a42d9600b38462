/** A value whose objects are counted as they are looked at: each once. Only for plain objects, not maps or sets. */
export function countNodes<Value extends object>(
  value: Value,
): { value: Value; seen: () => number } {
  const seen = new Set<object>();
  const proxies = new WeakMap<object, object>();
  const wrap = <Target extends object>(target: Target): Target => {
    const known = proxies.get(target);
    if (known) return known as Target;
    const proxy = new Proxy(target, {
      get(object, key, receiver) {
        seen.add(object);
        const found: unknown = Reflect.get(object, key, receiver);
        return typeof found === 'object' && found !== null ? wrap(found) : found;
      },
    });
    proxies.set(target, proxy);
    return proxy;
  };
  return { value: wrap(value), seen: () => seen.size };
}
