import { decide } from '../../src/kvm/decide.ts'
import type { Exit } from '../../src/kvm/exit.ts'
import type { Access, KvmInputs } from '../../src/kvm/inputs.ts'
import type { Leaf } from '../../src/kvm/leaf.ts'
import type { Policy } from '../../src/kvm/policy.ts'
import { slotStory, withoutSlot, type SlotStory } from '../../src/kvm/story.ts'

/** An access of a guest instruction. */
interface AccessPart {
  readonly acc: Access
  readonly isv: boolean
  readonly cm?: true
}

/** What each operation of the VMM's guest does to memory, in order. */
export const operations: Readonly<Record<string, readonly AccessPart[]>> = {
  r: [{ acc: 'r', isv: true }],
  b: [{ acc: 'r', isv: true }],
  w: [{ acc: 'w', isv: true }],
  x: [{ acc: 'x', isv: false }],
  p: [{ acc: 'r', isv: false }],
  l: [
    { acc: 'r', isv: false },
    { acc: 'w', isv: false },
  ],
  a: [{ acc: 'w', isv: false }],
  z: [{ acc: 'w', isv: false }],
  c: [{ acc: 'w', isv: false, cm: true }],
}

/** Permissions that a leaf gives. */
interface Present {
  readonly leaf: Leaf
  readonly size: number
  readonly w: boolean
  readonly x: boolean
}

/** A permission fault on a leaf that was mapped before the slot was logged. */
export interface PermissionFault {
  readonly story: SlotStory
  /** Whether the leaf that was there has the size of the one that the fault leaves behind. */
  readonly found: KvmInputs['granule']
}

/** A stage 2 that grows by faults, each answered by the story of a slot under a policy. */
export class Stage2 {
  readonly permissionFaults: PermissionFault[] = []
  private readonly present = new Map<number, Present>()
  private readonly policy: Policy

  constructor(policy: Policy) {
    this.policy = policy
  }

  /** Takes inputs with the address; does an operation there. Gives what ended it, or null if it completed. */
  operate(code: string, at: KvmInputs): Exit | null {
    for (const part of operations[code] ?? []) {
      const exit = this.access({ ...at, ...part })
      if (exit && exit.kind !== 'map') return exit
    }
    return null
  }

  /** Takes an address; gives the leaf that maps it. */
  leafAt(ipa: number): Present | undefined {
    const [, found] = this.entryAt(ipa) ?? []
    return found
  }

  /** Dirty logging turned on, or the log read: nothing stays writable. */
  writeProtect() {
    for (const [ipa, leaf] of this.present) this.present.set(ipa, { ...leaf, w: false })
  }

  /** The host changed its mapping: the notifier removes the leaf. */
  unmap(ipa: number) {
    const entry = this.entryAt(ipa)
    if (entry) this.present.delete(entry[0])
  }

  private access(at: KvmInputs): Exit | null {
    const present = this.leafAt(at.addr)
    if (present && (at.acc !== 'w' || present.w) && (at.acc !== 'x' || present.x)) return null
    const asked: KvmInputs = { ...at, fsc: present ? 'permission' : 'translation' }
    const story = slotStory(this.policy, asked)
    if (!story.reached) return decide(this.policy, withoutSlot(asked)).fault
    const { fault } = story.outcome
    if (present) this.permissionFaults.push({ story, found: sameSize(present.leaf, fault.leaf) })
    if (fault.leaf) this.install(at, fault.leaf)
    return fault
  }

  private install(at: KvmInputs, leaf: Leaf) {
    const size = leaf.level === 3 ? at.page << 10 : { 4: 1 << 21, 16: 1 << 25, 64: 1 << 29 }[at.page]
    const ipa = at.addr - (at.addr % size)
    const old = this.leafAt(at.addr)
    this.unmap(at.addr)
    const kept = old?.size === size ? old : undefined
    const w = leaf.s2ap === 3 || (kept?.w ?? false)
    const x = leaf.xn === 0 || (kept?.x ?? false)
    this.present.set(ipa, { leaf, size, w, x })
  }

  private entryAt(ipa: number) {
    return [...this.present].find(([start, { size }]) => ipa >= start && ipa < start + size)
  }
}

const sameSize = (old: Leaf, now: Leaf | null) => (now && now.level !== old.level ? 'other' : 'same')
