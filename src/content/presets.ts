import type { Preset } from '../scenario/preset.ts'
import { guestPresets } from './presets/guest.ts'
import { kvmPresets } from './presets/kvm.ts'
import { qemuPresets } from './presets/qemu.ts'
import { reservedPresets } from './presets/reserved.ts'

/** The presets as a menu shows them. An id that was released stays: addresses name it. */
export const presetGroups = [
  { name: 'As KVM maps it', presets: kvmPresets },
  { name: 'What the guest asks for', presets: guestPresets },
  { name: 'Reserved encodings', presets: reservedPresets },
  { name: 'Where QEMU differs', presets: qemuPresets },
] as const

/** Every preset. The first is the defaults by name. */
export const presets: readonly Preset[] = presetGroups.flatMap((group) => group.presets)
