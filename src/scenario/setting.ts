import type { GenericSchema } from 'valibot'
import type { AttributeInputs } from '../arch/inputs.ts'
import type { CitationId } from '../cite/citations.ts'
import type { KvmInputs } from '../kvm/inputs.ts'
import type { Field } from './decoded.ts'
import type { GroupId } from './groups.ts'

export type Value = boolean | number | string

/** One value that a setting can have. */
export interface Allowed<T> {
  readonly value: T
  /** As an address writes it. */
  readonly address: string
  readonly label: string
}

/** What a reason looks at: the inputs of both engines. */
export interface ReasonInputs extends AttributeInputs {
  readonly kvm: KvmInputs
  /** Stage 2 is set by hand, so that KVM is not asked. */
  readonly byHand: boolean
  /** The VM migrates to a peer host. */
  readonly peer: boolean
  /** FEAT_S2FWB of the peer host. */
  readonly peerfwb: boolean
  /** KVM takes the memslot and maps the accessed page. */
  readonly mapped: boolean
  /** The access is made with EL1's permissions. */
  readonly privileged: boolean
  /** TCR_EL1.DS and VTCR_EL2.DS as they count. */
  readonly ds1: boolean
  readonly ds2: boolean
}

/** Says in words why a setting does nothing, or null where it may do something. */
export type Reason = (at: ReasonInputs) => string | null

export type Kind = 'flag' | 'flags' | 'bits' | 'choice' | 'number' | 'count' | 'word64' | 'words' | 'text'

/**
 * The one description of a setting. Type, validation, control, address, random generator and enumeration
 * are all derived from it.
 */
export interface Setting<K extends string = string, T extends Value = Value> extends Field<T> {
  readonly kind: Kind
  readonly key: K
  readonly group: GroupId
  /** Name inside its group. `name` is the full one, for sentences. */
  readonly label: string
  readonly schema: GenericSchema<T>
  readonly initial: T
  /** Every value, in the order of a control. Empty for a text and for a number. */
  readonly values: readonly Allowed<T>[]
  /** The values that count as one change; every other one where it is absent. */
  neighbours?(value: T): readonly T[]
  readonly cite: readonly CitationId[]
  /** Why hardware cannot have another value here. */
  readonly disabled: Reason
  /** Why the value, though possible, changes nothing now. */
  readonly idle: Reason
}

/** What every kind of setting is described by. */
export interface Description<K extends string> {
  readonly key: K
  readonly group: GroupId
  readonly label: string
  readonly name?: string
  readonly cite: readonly CitationId[]
  readonly disabled?: Reason
  readonly idle?: Reason
}

const never: Reason = () => null

/** Fills in what a description may leave out. */
export function described<K extends string>(of: Description<K>) {
  const { key, group, label, name = label, cite, disabled = never, idle = never } = of
  return { key, group, label, name, cite, disabled, idle }
}
