import type { Preset } from '../scenario/preset.ts'
import { guestPresets } from './presets/guest.ts'
import { withFwbAndDic, withFwbOnly, withNeither } from './presets/host-memory.ts'
import { kvmPresets } from './presets/kvm.ts'
import { listPresets } from './presets/list.ts'
import { otherPaths } from './presets/other-paths.ts'
import { qemuPresets } from './presets/qemu.ts'
import { reservedPresets } from './presets/reserved.ts'

interface PresetGroup {
  readonly name: string
  readonly presets: readonly Preset[]
}

/** Presets that are about stage 1 and stage 2 alone: KVM is not asked. */
const byHand = (name: string, presets: readonly Preset[]): PresetGroup => ({
  name: `Stage 2 by hand: ${name}`,
  presets: presets.map((preset): Preset => ({ ...preset, settings: { s2: 'hand', ...preset.settings } })),
})

/** The presets as a menu shows them. An id that was released stays: addresses name it. */
export const presetGroups: readonly PresetGroup[] = [
  { name: 'What KVM maps: FWB and DIC', presets: withFwbAndDic },
  { name: 'What KVM maps: FWB without DIC', presets: withFwbOnly },
  { name: 'What KVM maps: no FWB', presets: withNeither },
  { name: 'Other paths', presets: otherPaths },
  { name: 'What the list argued about', presets: listPresets },
  byHand('as KVM maps it', kvmPresets),
  byHand('what the guest asks for', guestPresets),
  byHand('reserved encodings', reservedPresets),
  byHand('where QEMU differs', qemuPresets),
]

/** Every preset. The first is the defaults by name. */
export const presets: readonly Preset[] = presetGroups.flatMap((group) => group.presets)
