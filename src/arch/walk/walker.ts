import type { MemoryAttributes } from '../attributes.ts'
import { first, type Decide, type Table } from '../rule.ts'
import type { Access } from './access.ts'
import { firstDescriptor, inputSize, stage1Begins, stage2Begins, startLevel } from './begin.ts'
import {
  addressIn,
  descriptorKind,
  leafChecks,
  outputAddress,
  tableChecks,
  type Descriptor,
  type FaultKind,
} from './descriptor.ts'
import type { Fault } from './fault.ts'
import { lsbOf } from './granule.ts'
import type { Memory } from './memory.ts'
import { permission1, permission2, writeDenied } from './permission-checks.ts'
import { stage1Rights, stage2Rights } from './permissions.ts'
import type { Regime } from './regime.ts'
import { stage1Off } from './stage1-off.ts'
import type { Tables } from './tables.ts'
import type { Purpose, Trace } from './trace.ts'
import { pow2, swapped, type Word } from './word.ts'

const emptyDescriptor = (tables: Tables): Descriptor => ({
  tables,
  level: 0,
  hi: 0,
  lo: 0,
  input: Number.NaN,
  address: Number.NaN,
  pa: Number.NaN,
  next: Number.NaN,
})

const accessFlag = 1 << 10
/** AP[2] at stage 1, S2AP[1] at stage 2. */
const bit7 = 1 << 7
const dirtyBitModifier = 1 << 19

/**
 * One translation under way. Each step returns true where the walk goes on, and false where `fault` stopped it.
 * The two descriptors are the last that each stage has read: after a stage is through, its leaf.
 */
export class Walker {
  fault: Fault | null = null
  ipa = Number.NaN
  pa = Number.NaN
  /** The leaves; null where the stage is off. */
  leaf1: Descriptor | null = null
  leaf2: Descriptor | null = null

  readonly #regime: Regime
  readonly #access: Access
  readonly #memory: Memory
  readonly #trace: Trace | null
  readonly #decide: Decide
  readonly #word: Word = { hi: 0, lo: 0 }
  #apTable = 0
  #xnTable = 0

  constructor(regime: Regime, access: Access, memory: Memory, trace: Trace | null) {
    this.#regime = regime
    this.#access = access
    this.#memory = memory
    this.#trace = trace
    this.#decide = trace ? trace.decide : first
  }

  /** From VA to IPA. Source: `AArch64_S1Translate`. */
  stage1(): boolean {
    const { va, el0 } = this.#access
    const half = (va.hi >>> 23) & 1
    const tables = this.#regime.stage1[half as 0 | 1]
    if (!this.#regime.stage1On) return this.#untranslated(tables)
    const leaf = (this.leaf1 = emptyDescriptor(tables))
    if (!this.#passes(inputSize, tables, leaf, 'access')) return false
    const { inputBits } = tables
    const high = inputBits > 32 ? (va.hi >>> 0) % pow2(inputBits - 32) : 0
    const low = va.lo >>> 0
    leaf.input = high * pow2(32) + (inputBits < 32 ? low % pow2(inputBits) : low)
    const begin = { tables, hi: va.hi, lo: va.lo, el0, first: firstDescriptor(tables, leaf.input) }
    if (!this.#passes(stage1Begins, begin, leaf, 'access')) return false
    if (!this.#walk(leaf, begin.first, 'access')) return false
    if (!this.#permitted1(leaf) || !this.#updated(leaf, 'access')) return false
    this.ipa = leaf.next
    return true
  }

  /** From IPA to PA, for the access or for a descriptor of stage 1. Source: `AArch64_S2Translate`. */
  stage2(ipa: number, purpose: Purpose): boolean {
    this.leaf2 = null
    this.pa = ipa
    if (!this.#regime.stage2On) return true
    const tables = this.#regime.stage2
    const leaf = (this.leaf2 = emptyDescriptor(tables))
    leaf.input = ipa
    if (!this.#passes(inputSize, tables, leaf, purpose) || !this.#passes(startLevel, tables, leaf, purpose))
      return false
    const begin = { tables, hi: ipa / pow2(32), lo: ipa, el0: false, first: firstDescriptor(tables, ipa) }
    if (!this.#passes(stage2Begins, begin, leaf, purpose)) return false
    if (!this.#walk(leaf, begin.first, purpose)) return false
    if (!this.#permitted2(leaf, purpose) || !this.#updated(leaf, purpose)) return false
    this.pa = leaf.next
    return true
  }

  /** What stage 1 alone makes of the location. */
  ofStage1(): MemoryAttributes | null {
    return this.#regime.leaves.stage1(this.leaf1, this.#access.acc === 'x', this.#decide)
  }

  #untranslated({ tbi }: Tables): boolean {
    const { va, aligned, acc } = this.#access
    const device = !aligned && this.ofStage1()?.device !== null
    const asked = { ...va, tbi, pa: this.#regime.pe.pa, aligned, fetch: acc === 'x', device }
    const kind = this.#kind(stage1Off, asked)
    if (kind !== null) return this.#stopped(kind, stage1Off, asked, 1, 0, 'access', Number.NaN)
    this.ipa = (va.hi & 0x00ff_ffff) * pow2(32) + (va.lo >>> 0)
    return true
  }

  /** Reads one descriptor after the other down to a leaf. Source: `AArch64_S1Walk`, `AArch64_S2Walk`. */
  #walk(at: Descriptor, from: number, purpose: Purpose): boolean {
    const { tables } = at
    const { granule } = tables
    const entries = pow2(granule.stride)
    at.address = from
    at.level = tables.start
    for (;;) {
      if (!this.#read(at, purpose)) return false
      const kind = this.#decide(descriptorKind, at)
      if (kind === 'invalid')
        return this.#stopped('Translation', descriptorKind, at, tables.stage, at.level, purpose, at.input)
      if (kind !== 'table') break
      const index = Math.floor(at.input / pow2(lsbOf(granule, at.level + 1)))
      at.next =
        addressIn(tables, at.hi, at.lo, granule.bits) + (index - Math.floor(index / entries) * entries) * 8
      if (!this.#goesOn(tableChecks, at, purpose)) return false
      if (!tables.hpd) {
        this.#apTable |= (at.hi >>> 29) & 0b11
        this.#xnTable |= ((at.hi >>> 28) & 1) | ((at.hi >>> 26) & 0b10)
      }
      at.address = at.next
      at.level += 1
    }
    at.next = outputAddress(at)
    return this.#goesOn(leafChecks, at, purpose)
  }

  /** Reads the descriptor at `at.address`: at stage 1 stage 2 translates that address first. */
  #read(at: Descriptor, purpose: Purpose): boolean {
    if (at.tables.stage === 1) {
      if (!this.stage2(at.address, 'walk')) return false
      at.pa = this.pa
    } else {
      at.pa = at.address
    }
    this.#load(at)
    if (this.#trace) this.#trace.read(at, purpose, this.#attributesOf(at), false)
    return true
  }

  #load(at: Descriptor): void {
    const word = this.#word
    this.#memory.read(at.pa, word)
    at.hi = at.tables.bigEndian ? swapped(word.lo) : word.hi
    at.lo = at.tables.bigEndian ? swapped(word.hi) : word.lo
  }

  /** The attributes with which a descriptor is read, for the trace. */
  #attributesOf(at: Descriptor): MemoryAttributes {
    const { leaves } = this.#regime
    if (at.tables.stage === 2) return leaves.ofWalk2(first)
    const { final } = leaves.ofWalk(at, this.leaf2, first, true)
    return final ?? leaves.ofWalk2(first)
  }

  #permitted1(leaf: Descriptor): boolean {
    const { acc, el0, aligned, pan } = this.#access
    const { wxn, epan, attributes } = this.#regime
    const { hi, lo, tables } = leaf
    const xn = this.#xnTable | (((hi >>> 22) & 1) << 2) | (((hi >>> 21) & 1) << 3)
    const writable = tables.hd && (hi & dirtyBitModifier) !== 0
    const ap = (lo >>> 6) & 0b11 & (writable ? 0b01 : 0b11)
    const state = (wxn ? 1 : 0) | (epan ? 2 : 0) | (pan ? 4 : 0)
    const asked = {
      acc,
      el0,
      aligned,
      rights: stage1Rights(this.#apTable, xn, ap, state),
      device: !aligned && this.ofStage1()?.device !== null,
      refused: acc === 'x' && attributes.fetchdev === 'fault' && this.ofStage1() === null,
      purpose: 'access' as const,
    }
    return this.#allowed(permission1, asked, leaf, 'access')
  }

  #permitted2(leaf: Descriptor, purpose: Purpose): boolean {
    const { acc, el0, aligned } = this.#access
    const { hi, lo, tables } = leaf
    const writable = tables.hd && (hi & dirtyBitModifier) !== 0
    const xn = (hi >>> 21) & (tables.pe.xnx ? 0b11 : 0b10)
    const asked = {
      acc,
      el0,
      aligned,
      rights: stage2Rights(((lo >>> 6) & 0b11) | (writable ? 0b10 : 0), xn),
      device: !aligned && purpose === 'access' && this.#isDevice2(leaf),
      refused: this.#isRefused2(leaf, purpose),
      purpose,
    }
    return this.#allowed(permission2, asked, leaf, purpose)
  }

  /** The type that the Alignment check sees: stage 2's own with FWB 0, the combined one with FWB 1. */
  #isDevice2(leaf: Descriptor): boolean {
    const { s2, final } = this.#regime.leaves.of(this.leaf1, leaf, this.#access.acc === 'x')
    return ((s2 ?? final)?.device ?? null) !== null
  }

  #isRefused2(leaf: Descriptor, purpose: Purpose): boolean {
    const { leaves, ptw, attributes } = this.#regime
    if (purpose !== 'access')
      return ptw && leaves.ofWalk(this.leaf1 ?? leaf, leaf, first, true).final === null
    const asks = this.#access.acc === 'x' && attributes.fetchdev === 'fault'
    return asks && leaves.of(this.leaf1, leaf, true).fault !== null
  }

  /** Sets AF and dirty state where hardware does. Source: `AArch64_MemSwapTableDesc`. */
  #updated(leaf: Descriptor, purpose: Purpose): boolean {
    const { ha, hd, stage } = leaf.tables
    if (!ha) return true
    const { acc, at } = this.#access
    const writes = purpose === 'update' || (purpose === 'access' && acc === 'w' && at === null)
    const dirty = hd && writes && (leaf.hi & dirtyBitModifier) !== 0
    const flags = leaf.lo | accessFlag
    const lo = !dirty ? flags : stage === 1 ? flags & ~bit7 : flags | bit7
    if (lo === (leaf.lo | 0)) return true
    if (stage === 1 && !this.stage2(leaf.address, 'update')) return false
    if (stage === 1) leaf.pa = this.pa
    this.#load(leaf)
    this.#trace?.read(leaf, purpose, this.#attributesOf(leaf), true)
    leaf.lo = lo
    const swap = leaf.tables.bigEndian
    this.#word.hi = swap ? swapped(leaf.lo) : leaf.hi
    this.#word.lo = swap ? swapped(leaf.hi) : leaf.lo
    this.#memory.write(leaf.pa, this.#word)
    this.#trace?.wrote(leaf)
    return true
  }

  #kind<In>(table: Table<In, FaultKind | null>, input: In): FaultKind | null {
    return this.#decide(table, input)
  }

  /** A check before the first read: its fault is reported at level 0. */
  #passes<In>(table: Table<In, FaultKind | null>, input: In, at: Descriptor, purpose: Purpose): boolean {
    const kind = this.#decide(table, input)
    return kind === null || this.#stopped(kind, table, input, at.tables.stage, 0, purpose, at.input)
  }

  #goesOn(table: Table<Descriptor, FaultKind | null>, at: Descriptor, purpose: Purpose): boolean {
    const kind = this.#decide(table, at)
    return kind === null || this.#stopped(kind, table, at, at.tables.stage, at.level, purpose, at.input)
  }

  #allowed<In>(table: Table<In, FaultKind | null>, asked: In, at: Descriptor, purpose: Purpose): boolean {
    const kind = this.#decide(table, asked)
    return kind === null || this.#stopped(kind, table, asked, at.tables.stage, at.level, purpose, at.input)
  }

  #stopped<In>(
    kind: FaultKind,
    table: Table<In, unknown>,
    input: In,
    stage: 1 | 2,
    level: number,
    purpose: Purpose,
    ipa: number,
  ): false {
    const why = table.rules.find((rule) => rule.when(input)) ?? null
    if (why === null) throw new RangeError(`${table.id}: no row applies`)
    const { acc, at } = this.#access
    const denied = kind === 'Permission' && purpose === 'access'
    this.fault = {
      kind,
      level,
      stage,
      s1ptw: stage === 2 && purpose !== 'access',
      write: denied ? writeDenied.some((id) => id === why.id) : acc === 'w',
      ipa: stage === 2 ? ipa : null,
      why: { id: why.id, cite: why.cite, says: why.says, because: why.shows?.(input) ?? why.because },
    }
    void at
    return false
  }
}
