import type { Whose } from '../../src/arch/rule.ts'
import type { FaultKind } from '../../src/arch/walk/check.ts'
import type { DescriptorKind } from '../../src/arch/walk/descriptor.ts'
import type { Purpose } from '../../src/arch/walk/trace.ts'
import type { ActState } from '../../src/explain/acts.ts'
import type { Helper } from '../../src/explain/coherency/help.ts'
import type { Actor } from '../../src/explain/coherency/run-words.ts'
import type { UseId } from '../../src/explain/coherency/user-space.ts'
import type { MismatchId } from '../../src/explain/coherency/mismatch.ts'
import type { Hazard } from '../../src/kvm/hazards.ts'
import type { Stage2Type } from '../../src/kvm/leaf.ts'
import type { PolicyStatus } from '../../src/kvm/policy.ts'
import type { RowState } from '../../src/kvm/trace.ts'
import type { Why } from '../../src/scenario/address.ts'
import type { View } from '../../src/scenario/view.ts'

/** Every word of a type that no table lists: one that is missing or too many is an error of the types. */
const every = <T extends string>(words: Readonly<Record<T, true>>): readonly string[] => Object.keys(words)

/** Words that an export or an address spells, by what they are words of. */
export const spelled: Readonly<Record<string, readonly string[]>> = {
  view: every<View['name']>({
    explore: true,
    rule: true,
    policies: true,
    claims: true,
    thread: true,
    diagnose: true,
    compare: true,
  }),
  dropped: every<Why>({
    value: true,
    encoding: true,
    repeated: true,
    key: true,
    newer: true,
    version: true,
    view: true,
    length: true,
  }),
  'act-state': every<ActState>({
    done: true,
    handled: true,
    refused: true,
    'not-reached': true,
    'not-asked': true,
  }),
  'check-state': every<RowState>({ 'passed-over': true, taken: true, sets: true, 'not-reached': true }),
  'policy-status': every<PolicyStatus>({ merged: true, posted: true, proposed: true, rejected: true }),
  'stage-2-type': every<Stage2Type>({ normal: true, nc: true, device: true }),
  hazard: every<Hazard>({ leak: true, alias: true }),
  whose: every<Whose>({ stage1: true, stage2: true, both: true, neither: true }),
  'walk-fault': every<FaultKind>({
    Translation: true,
    AddressSize: true,
    AccessFlag: true,
    Permission: true,
    Alignment: true,
  }),
  descriptor: every<DescriptorKind>({ invalid: true, table: true, block: true, page: true }),
  'read-purpose': every<Purpose>({ access: true, walk: true, update: true }),
  actor: every<Actor>({ before: true, vmm: true, guest: true, kvm: true, itself: true }),
  helper: every<Helper>({ guest: true, both: true, kvm: true, 'guest-type': true, 'host-type': true }),
  use: every<UseId>({ read: true, write: true, code: true }),
  mismatch: every<MismatchId>({ type: true, shareability: true, cacheability: true }),
}
