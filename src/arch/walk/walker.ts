import type { MemoryAttributes } from '../attributes.ts'
import type { Access } from './access.ts'
import { firstDescriptor, inputSize, stage1Begins, stage2Begins, startLevel } from './begin.ts'
import { descriptorKind, leafChecks, nextDescriptor, outputAddress, tableChecks } from './descriptor.ts'
import type { FaultKind } from './check.ts'
import type { Descriptor, Kinds } from './descriptor.ts'
import type { Fault } from './fault.ts'
import type { Memory } from './memory.ts'
import { allows, permission1, permission2, writeDenied } from './permission-checks.ts'
import { stage1Rights, stage2Rights } from './permissions.ts'
import { ask, question, type Question } from './question.ts'
import { tables1Of, type CheckedTables, type Regime } from './regime.ts'
import { stage1Off } from './stage1-off.ts'
import type { Tables } from './tables.ts'
import type { Purpose, Trace } from './trace.ts'
import { inByteOrder, lowBits, pow2, swapped, type Word } from './word.ts'

const questions = {
  inputSize: question(inputSize),
  startLevel: question(startLevel),
  stage1Begins: question(stage1Begins),
  stage2Begins: question(stage2Begins),
  stage1Off: question(stage1Off),
  kind: question(descriptorKind),
  table: question(tableChecks),
  leaf: question(leafChecks),
  permission1: question(permission1),
  permission2: question(permission2),
}

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

/** AF; AP[2] at stage 1 and S2AP[1] at stage 2; DBM, in the high half. */
const accessFlag = 1 << 10
const bit7 = 1 << 7
const dirtyBitModifier = 1 << 19

/**
 * One translation under way. Each step returns true where the translation goes on, and false where `fault`
 * stopped it. Each stage has one descriptor, the last that it has read: after a stage is through, its leaf.
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
  readonly #word: Word = { hi: 0, lo: 0 }
  readonly #stage2: Descriptor
  /** What the tables of stage 1 take together: APTable; UXNTable and PXNTable, in bits 0 and 1. */
  #apTable = 0
  #xnTable = 0

  constructor(regime: Regime, access: Access, memory: Memory, trace: Trace | null) {
    this.#regime = regime
    this.#access = access
    this.#memory = memory
    this.#trace = trace
    this.#stage2 = emptyDescriptor(regime.stage2)
  }

  /** From VA to IPA. Source: `AArch64_S1Translate`. */
  stage1(): boolean {
    const { va, el0 } = this.#access
    const tables = tables1Of(this.#regime, va)
    if (!this.#regime.stage1On) return this.#untranslated(tables)
    const leaf = emptyDescriptor(tables)
    this.leaf1 = leaf
    if (!this.#configured(tables, leaf, 'access')) return false
    leaf.input = inputOf(va, tables.inputBits)
    leaf.address = firstDescriptor(tables, leaf.input)
    const begin = { tables, input: leaf.input, address: leaf.address, hi: va.hi, lo: va.lo, el0 }
    if (!this.#passes(questions.stage1Begins, begin, leaf, 0, 'access')) return false
    if (!this.#walk(leaf, tables.kinds, 'access')) return false
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
    const leaf = this.#stage2
    this.leaf2 = leaf
    leaf.input = ipa
    if (!this.#configured(tables, leaf, purpose)) return false
    leaf.address = firstDescriptor(tables, ipa)
    if (!this.#passes(questions.stage2Begins, leaf, leaf, 0, purpose)) return false
    if (!this.#walk(leaf, tables.kinds, purpose)) return false
    if (!this.#permitted2(leaf, purpose) || !this.#updated(leaf, purpose)) return false
    this.pa = leaf.next
    return true
  }

  /** What stage 1 alone makes of the location. */
  ofStage1(): MemoryAttributes | null {
    return this.#regime.leaves.stage1(this.leaf1, this.#access.acc === 'x', this.#trace?.decide)
  }

  /** Source: `AArch64_S1DisabledOutput`. */
  #untranslated({ tbi }: Tables): boolean {
    const { va, aligned, acc } = this.#access
    const device = !aligned && this.ofStage1()?.device !== null
    const asked = { hi: va.hi, lo: va.lo, tbi, pa: this.#regime.pe.pa, aligned, fetch: acc === 'x', device }
    if (!this.#passes(questions.stage1Off, asked, null, 0, 'access')) return false
    this.ipa = (va.hi & 0x00ff_ffff) * pow2(32) + (va.lo >>> 0)
    return true
  }

  /** Whether the registers of the stage can be walked with at all; asked once a regime, and again for a trace. */
  #configured(tables: CheckedTables, at: Descriptor, purpose: Purpose): boolean {
    if (!tables.refused && this.#trace === null) return true
    if (!this.#passes(questions.inputSize, tables, at, 0, purpose)) return false
    return tables.stage === 1 || this.#passes(questions.startLevel, tables, at, 0, purpose)
  }

  /** Reads one descriptor after the other down to a leaf. Source: `AArch64_S1Walk`, `AArch64_S2Walk`. */
  #walk(at: Descriptor, kinds: Kinds, purpose: Purpose): boolean {
    const { tables } = at
    at.level = tables.start
    for (;;) {
      if (!this.#read(at, purpose)) return false
      const kind =
        this.#trace === null ? kinds[at.level * 4 + 4 + (at.lo & 0b11)] : ask(questions.kind, at, this.#trace)
      if (kind === 'invalid') return this.#stopped('Translation', questions.kind, at, at, at.level, purpose)
      if (kind !== 'table') break
      at.next = nextDescriptor(at)
      if (!this.#passes(questions.table, at, at, at.level, purpose)) return false
      if (!tables.hpd) this.#gather(at.hi)
      at.address = at.next
      at.level += 1
    }
    at.next = outputAddress(at)
    return this.#passes(questions.leaf, at, at, at.level, purpose)
  }

  /** Hierarchical permissions add up. Source: `AArch64_S1ApplyTablePerms`. */
  #gather(hi: number): void {
    this.#apTable |= (hi >>> 29) & 0b11
    this.#xnTable |= ((hi >>> 28) & 1) | ((hi >>> 26) & 0b10)
  }

  /** Reads the descriptor at `at.address`: at stage 1 stage 2 translates that address first. */
  #read(at: Descriptor, purpose: Purpose): boolean {
    if (at.tables.stage === 2) at.pa = at.address
    else if (this.stage2(at.address, 'walk')) at.pa = this.pa
    else return false
    this.#load(at, purpose, false)
    return true
  }

  #load(at: Descriptor, purpose: Purpose, again: boolean): void {
    const word = this.#word
    this.#memory.read(at.pa, word)
    const { bigEndian } = at.tables
    at.hi = bigEndian ? swapped(word.lo) : word.hi
    at.lo = bigEndian ? swapped(word.hi) : word.lo
    if (this.#trace !== null) this.#trace.read(at, purpose, this.#readWith(at), again)
  }

  /** The attributes with which a descriptor is read: at stage 1 those of both stages. */
  #readWith(at: Descriptor): MemoryAttributes {
    const { leaves } = this.#regime
    if (at.tables.stage === 2) return leaves.ofWalk2()
    const { s1, final } = leaves.ofWalk(at, this.leaf2)
    return final ?? s1 ?? leaves.ofWalk2()
  }

  #permitted1(leaf: Descriptor): boolean {
    const { acc, el0, aligned, pan } = this.#access
    const { wxn, epan, attributes } = this.#regime
    const { hi, lo, tables } = leaf
    const xn = this.#xnTable | (((hi >>> 22) & 1) << 2) | (((hi >>> 21) & 1) << 3)
    const writable = tables.hd && (hi & dirtyBitModifier) !== 0
    const ap = (lo >>> 6) & (writable ? 0b01 : 0b11)
    const state = (wxn ? 1 : 0) | (epan ? 2 : 0) | (pan ? 4 : 0)
    const rights = stage1Rights(this.#apTable, xn, ap, state)
    const device = !aligned && this.ofStage1()?.device !== null
    const refused = acc === 'x' && attributes.fetchdev === 'fault' && this.ofStage1() === null
    if (!device && !refused && this.#trace === null && allows(rights, acc, el0, 'access')) return true
    const asked = { acc, el0, aligned, rights, device, refused, purpose: 'access' as const }
    return this.#passes(questions.permission1, asked, leaf, leaf.level, 'access')
  }

  #permitted2(leaf: Descriptor, purpose: Purpose): boolean {
    const { acc, el0, aligned } = this.#access
    const { hi, lo, tables } = leaf
    const writable = tables.hd && (hi & dirtyBitModifier) !== 0
    const xn = (hi >>> 21) & (tables.pe.xnx ? 0b11 : 0b10)
    const rights = stage2Rights(((lo >>> 6) & 0b11) | (writable ? 0b10 : 0), xn)
    const device = !aligned && purpose === 'access' && this.#isDevice2(leaf)
    const refused = this.#isRefused2(leaf, purpose)
    if (!device && !refused && this.#trace === null && allows(rights, acc, el0, purpose)) return true
    const asked = { acc, el0, aligned, rights, device, refused, purpose }
    return this.#passes(questions.permission2, asked, leaf, leaf.level, purpose)
  }

  /** The type that the Alignment check sees: stage 2's own with FWB 0, the combined one with FWB 1. */
  #isDevice2(leaf: Descriptor): boolean {
    const { s2, final } = this.#regime.leaves.of(this.leaf1, leaf, this.#access.acc === 'x')
    return ((s2 ?? final)?.device ?? null) !== null
  }

  #isRefused2(leaf: Descriptor, purpose: Purpose): boolean {
    const { leaves, attributes } = this.#regime
    if (purpose !== 'access')
      return attributes.ptw && this.leaf1 !== null && leaves.ofWalk(this.leaf1, leaf).final === null
    const asks = this.#access.acc === 'x' && attributes.fetchdev === 'fault'
    return asks && leaves.of(this.leaf1, leaf, true).fault !== null
  }

  /** Sets AF and dirty state where hardware does. Source: `AArch64_MemSwapTableDesc`. */
  #updated(leaf: Descriptor, purpose: Purpose): boolean {
    if (!leaf.tables.ha) return true
    const lo = this.#flagged(leaf, purpose)
    if (lo === (leaf.lo | 0)) return true
    if (leaf.tables.stage === 1) {
      if (!this.stage2(leaf.address, 'update')) return false
      leaf.pa = this.pa
    }
    this.#load(leaf, purpose, true)
    leaf.lo = lo
    this.#memory.write(leaf.pa, inByteOrder(leaf, leaf.tables.bigEndian))
    this.#trace?.wrote(leaf)
    return true
  }

  /** The low half of a leaf as hardware leaves it. Source: `AArch64_SettingDirtyStatePermitted`. */
  #flagged({ hi, lo, tables: { hd, stage } }: Descriptor, purpose: Purpose): number {
    const { acc, at } = this.#access
    const writes = purpose === 'update' || (purpose === 'access' && acc === 'w' && at === null)
    const flagged = lo | accessFlag
    if (!hd || !writes || (hi & dirtyBitModifier) === 0) return flagged
    return stage === 1 ? flagged & ~bit7 : flagged | bit7
  }

  /** Asks a table of checks; a fault is reported at `level`. `at` is null where no descriptor is looked at. */
  #passes<In>(
    checks: Question<In, FaultKind | null>,
    input: In,
    at: Descriptor | null,
    level: number,
    purpose: Purpose,
  ): boolean {
    const kind = ask(checks, input, this.#trace)
    return kind === null || this.#stopped(kind, checks, input, at, level, purpose)
  }

  #stopped<In>(
    kind: FaultKind,
    { table }: Question<In, unknown>,
    input: In,
    at: Descriptor | null,
    level: number,
    purpose: Purpose,
  ): false {
    const why = table.rules.find((rule) => rule.when(input))
    if (!why) throw new RangeError(`${table.id}: no row applies`)
    const stage = at?.tables.stage ?? 1
    const denied = kind === 'Permission' && purpose === 'access'
    this.fault = {
      kind,
      level,
      stage,
      s1ptw: stage === 2 && purpose !== 'access',
      write: denied ? writeDenied.some((id) => id === why.id) : this.#access.acc === 'w',
      ipa: stage === 2 && at ? at.input : null,
      why: { id: why.id, cite: why.cite, says: why.says, because: why.shows?.(input) ?? why.because },
    }
    return false
  }
}

/** The bits of a VA that stage 1 translates. */
export function inputOf({ hi, lo }: Word, inputBits: number): number {
  if (inputBits < 32) return lowBits(lo >>> 0, inputBits)
  return lowBits(hi >>> 0, inputBits - 32) * pow2(32) + (lo >>> 0)
}
