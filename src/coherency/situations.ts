import type { CitationId } from '../cite/citations.ts'
import type { Situation } from './situation.ts'

const kvmMaps = { by: 'kvm', do: 'map' } as const
const cite: readonly CitationId[] = ['mismatched-attributes', 'linux-s2-map-leaf']
const secret = { value: 'secret', is: 'what the previous tenant left' }
const old = { value: 'old', is: 'what both agree on before' }

/** Every situation, from the first touch of a page to its later life. */
export const situations: readonly Situation[] = [
  {
    id: 'leak',
    title: 'A page is zeroed, then mapped',
    says: 'Shows whether the guest reads the VMM’s zeros or what the previous tenant left in memory.',
    cite,
    memory: secret,
    deeds: [{ by: 'vmm', do: 'write', value: 'zero' }, kvmMaps, { by: 'guest', do: 'read' }],
    good: ['zero'],
  },
  {
    id: 'lost-write',
    title: 'A page is zeroed, then the guest writes it',
    says: 'Shows whether the VMM’s zeros can hide or overwrite what the guest writes after them.',
    cite,
    memory: secret,
    deeds: [
      { by: 'vmm', do: 'write', value: 'zero' },
      kvmMaps,
      { by: 'guest', do: 'write', value: 'guest' },
      { by: 'guest', do: 'read' },
    ],
    good: ['guest'],
  },
  {
    id: 'guest-to-vmm',
    title: 'The VMM reads what the guest wrote',
    says: 'Shows whether live migration, a snapshot or virtio can read old data in place of what the guest wrote.',
    cite,
    memory: old,
    deeds: [
      kvmMaps,
      { by: 'vmm', do: 'read' },
      { by: 'guest', do: 'write', value: 'guest' },
      { by: 'vmm', do: 'read' },
    ],
    good: ['old', 'guest'],
  },
  {
    id: 'vmm-to-guest',
    title: 'The guest reads what the VMM wrote',
    says: 'Shows whether the guest can read old data in place of what the VMM loads, or writes as a device would.',
    cite,
    memory: old,
    deeds: [
      kvmMaps,
      { by: 'guest', do: 'read' },
      { by: 'vmm', do: 'write', value: 'vmm' },
      { by: 'guest', do: 'read' },
    ],
    good: ['old', 'vmm'],
  },
  {
    // The page is in use: KVM mapped it before, so that its maintenance cannot help. What memory held then is never read:
    // both parties write after it, and DC CIVAC leaves no older copy.
    id: 'dirty-civac',
    title: 'The VMM cleans and invalidates after both wrote',
    says: 'Shows whether DC CIVAC, by which the VMM means to see what the guest wrote, can overwrite it with what the VMM wrote before.',
    cite: [...cite, 'dc-civac'],
    memory: old,
    deeds: [
      kvmMaps,
      { by: 'vmm', do: 'write', value: 'vmm' },
      { by: 'guest', do: 'write', value: 'guest' },
      { by: 'vmm', do: 'cleaninv' },
      { by: 'guest', do: 'read' },
    ],
    good: ['guest'],
  },
]

/** The situation of that id. @throws RangeError if there is none */
export function situationNamed(id: string): Situation {
  const situation = situations.find((one) => one.id === id)
  if (!situation)
    throw new RangeError(
      `situation is ${JSON.stringify(id)}, not one of ${situations.map((one) => one.id).join(', ')}`,
    )
  return situation
}
