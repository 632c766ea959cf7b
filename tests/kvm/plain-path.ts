import type { Check, KernelFunction } from '../../src/kvm/check.ts'
import type { KvmInputs } from '../../src/kvm/inputs.ts'
import type { RowState } from '../../src/kvm/trace.ts'
import type { PlainFact } from './plain-facts.ts'

/** Names that stand for one value: the sources of two releases call it differently, or two errors count as one. */
const sameAs: Readonly<Record<string, string>> = {
  writable: 'map_writable',
  s2_force_noncacheable: 'map_non_cacheable',
  KVM_PFN_ERR_RO_FAULT: 'is_error_noslot_pfn()',
  KVM_PFN_ERR_FAULT: 'is_error_noslot_pfn()',
}

const nameOf = (name: string) => sameAs[name] ?? name

/**
 * Whether a text of a condition holds, worked out by rewriting it: operands become 0 and 1, and what can be told is replaced by
 * what it comes to until one of them is left. `&&` binds closer than `||`.
 */
function holds(test: string, valueOf: (name: string) => boolean): boolean {
  let text = test.replace(/\{([^}]+)\}/g, (_, name: string) => (valueOf(name) ? '1' : '0')).replace(/ /g, '')
  text = text.replaceAll('||', '|')
  while (text.length > 1) {
    const before = text
    text = text
      .replace(/!([01])/g, (_, one) => (one === '1' ? '0' : '1'))
      .replace(/\(([01])\)/g, '$1')
      .replace(/(?<!!)([01])&&([01])/g, (_, a, b) => (a === '1' && b === '1' ? '1' : '0'))
      .replace(/(^|[(|])([01])\|([01])(?=$|[)|])/g, (_, head: string, a, b) =>
        a === '1' || b === '1' ? `${head}1` : `${head}0`,
      )
    if (text === before) throw new Error(`cannot work out ${text}, of ${test}`)
  }
  return text !== '0'
}

/** What a path came to. */
export interface PlainPath {
  /** What became of every row, in the order of the source. */
  readonly rows: readonly (readonly [id: string, state: RowState])[]
  /** The row that ended it. */
  readonly last: Check
  /** The values that checks set and that are true at its end, by the name that the newest source has. */
  readonly set: ReadonlySet<string>
}

/** Goes through kernel functions row by row, as a reader does. */
export function plainPath(
  functions: readonly KernelFunction[],
  facts: Readonly<Record<string, PlainFact>>,
  at: KvmInputs,
): PlainPath {
  const set = new Set<string>()
  const rows: [string, RowState][] = []
  let last: Check | null = null
  const asks = (test: string) => holds(test, (name) => facts[name]?.(at) ?? set.has(nameOf(name)))

  function go(check: Check, isEntered: boolean): void {
    const isReached = isEntered && last === null
    const isHeld = isReached && asks(check.test)
    const held = check.sets ? 'sets' : 'taken'
    rows.push([check.id, !isReached ? 'not-reached' : isHeld ? held : 'passed-over'])
    if (isHeld && check.exit) last = check
    if (isHeld)
      for (const [name, value] of Object.entries(check.sets ?? {}))
        if (value) set.add(nameOf(name))
        else set.delete(nameOf(name))
    for (const inner of check.inner ?? []) go(inner, isHeld)
  }

  for (const { when = '', checks } of functions) {
    const isEntered = last === null && asks(when)
    for (const check of checks) go(check, isEntered)
  }
  if (!last) throw new Error('no row ended the path')
  return { rows, last, set }
}
