import { typeName } from '../../arch/type-name.ts'
import { stage2TypeName } from '../kvm/leaf-words.ts'
import type { PeerAnswer } from '../kvm/peer.ts'
import { fact, type Aspect, type Fact } from './fact.ts'
import { capabilityWords } from './memslot.ts'
import { ofCheck } from './why.ts'

const migrated =
  (of: (peer: PeerAnswer) => Fact | null): Aspect['of'] =>
  ({ peer }) =>
    peer && of(peer)

function firstAccess({ story, traces }: PeerAnswer): Fact | null {
  if (!story.reached) return null
  const { fault } = story.outcome
  return fact(fault.leaf ? stage2TypeName[fault.leaf.type] : fault.says, ofCheck(traces.fault.last))
}

function warning({ fails, failsHere, known }: PeerAnswer): string {
  if (fails === null) return 'not needed'
  if (failsHere !== null) return 'none, as this host fails too'
  return known ? 'given by the capability' : 'none'
}

/** What becomes of the memory on the host that the VM migrates to. */
export const peerAspects: readonly Aspect[] = [
  {
    id: 'peer-memslot',
    noun: 'memslot of the peer',
    of: migrated(({ story, traces }) => fact(story.outcome.memslot.says, ofCheck(traces.memslot.last))),
  },
  { id: 'peer-access', noun: 'first access on the peer', of: migrated(firstAccess) },
  {
    id: 'peer-final',
    noun: 'final type on the peer',
    of: migrated(({ final }) => final.there && fact(typeName(final.there))),
  },
  {
    id: 'peer-capability',
    noun: 'value of capability 243 on the peer',
    of: migrated((peer) => fact(capabilityWords(peer.capability.there))),
  },
  {
    id: 'peer-id-register',
    noun: 'restoring of ID_AA64MMFR2_EL1 on the peer',
    of: migrated(({ idRegister }) => fact(idRegister.refused ? '-E2BIG' : 'accepted')),
  },
  {
    id: 'peer-known',
    noun: 'warning before the VM moves',
    of: migrated((peer) => fact(warning(peer))),
  },
]
