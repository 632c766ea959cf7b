/** `work`, done once for each object that it is asked about, and forgotten with it. */
export function oncePer<K extends object, T>(work: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly made: T }>()
  return (of) => {
    const found = known.get(of) ?? { made: work(of) }
    known.set(of, found)
    return found.made
  }
}
