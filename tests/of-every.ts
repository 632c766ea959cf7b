/**
 * Asks what has to hold of each of some inputs, drawn once for several properties; says of which of them it does not hold.
 * @throws Error with the failed expectation as its cause
 */
export function ofEvery<T>(all: readonly T[], nameOf: (one: T) => unknown, holds: (one: T) => void): void {
  for (const one of all)
    try {
      holds(one)
    } catch (cause) {
      throw new Error(`of ${JSON.stringify(nameOf(one))}: ${String(cause)}`, { cause })
    }
}
