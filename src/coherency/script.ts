/** What an alias maps the line as; of a Device type it does not matter which. */
export type Attribute = 'WB' | 'WT' | 'NC' | 'Device'

export const attributes: readonly Attribute[] = ['WB', 'WT', 'NC', 'Device']

export const isCacheable = (attribute: Attribute) => attribute === 'WB' || attribute === 'WT'

/** Maintenance by VA to the Point of Coherency: DC CVAC, and DC CIVAC. */
export type Maintenance = 'clean' | 'cleaninv'

export const maintenances: readonly Maintenance[] = ['clean', 'cleaninv']

/** An agent reads the line through an alias of its own. */
export interface Read {
  /** Who: `vmm`, `guest`, `kvm`, or any other name. The model does not look at it. */
  readonly by: string
  readonly do: 'read'
  readonly attr: Attribute
}

/** An agent writes the whole line through an alias of its own. */
export interface Write {
  readonly by: string
  readonly do: 'write'
  readonly attr: Attribute
  readonly value: string
}

/** An agent maintains the line; the attributes of its alias do not matter. */
export interface Maintain {
  readonly by: string
  readonly do: Maintenance
}

export type Step = Read | Write | Maintain

/**
 * What is done to the line, one step after the other: each step is complete, with the barriers that this takes, before the
 * next one begins. What else mismatched attributes permit is not modelled: reordering, shareability that differs, and
 * a line of which only a part is written. One cache stands for all caches above the Point of Coherency.
 */
export type Script = readonly Step[]

/** The copy that the cache holds. */
export interface Copy {
  readonly state: 'clean' | 'dirty'
  readonly value: string
}

/** The line as a reader sees it: what memory holds, and the copy in the cache, if there is one. */
export interface State {
  readonly memory: string
  readonly cache: Copy | null
}

/** What may happen besides the script. */
export interface Options {
  /** A cacheable mapping of the line exists somewhere, so that speculation may fill it. */
  readonly fill: boolean
  /**
   * An access that is Non-cacheable or Device may be answered, or noticed, by a copy in the cache. The architecture
   * permits it for mismatched aliases; that the systems of today do not do it is an assumption.
   */
  readonly hits: boolean
}

/** The longest script, in steps: twelve, and the two that a plan may add. */
export const maxSteps = 14
