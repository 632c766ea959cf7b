import { memo } from 'react'
import { typeName } from '../../arch/type-name.ts'
import type { CapabilityAnswer } from '../../kvm/capability.ts'
import type { KvmAnswer } from '../../explain/kvm/answer.ts'
import { exitCode, stage2TypeName } from '../../explain/kvm/leaf-words.ts'
import type { PeerAnswer } from '../../explain/kvm/peer.ts'
import { TableScroll } from '../TableScroll.tsx'
import { Words } from '../Words.tsx'

const told = ({ value, errno }: CapabilityAnswer) => (errno ? `-${errno}` : String(value))

interface Side {
  readonly policy: KvmAnswer['policy']
  readonly inputs: Pick<KvmAnswer['inputs'], 'fwb' | 'dic'>
  readonly capability: CapabilityAnswer
  readonly idRegister: 0 | 1
  readonly memslot: string
  readonly access: string
  readonly final: string
}

const accessOf = (reached: boolean, { fault }: Pick<KvmAnswer, 'fault'>) =>
  !reached ? 'not reached' : fault.leaf ? stage2TypeName[fault.leaf.type] : exitCode(fault)

const finalOf = (attributes: PeerAnswer['final']['here']) => (attributes ? typeName(attributes) : 'nothing')

/** The hosts in the same words, so that they can stand beside each other. */
function sidesOf(peer: PeerAnswer, kvm: KvmAnswer): readonly [Side, Side] {
  const { story } = peer
  return [
    {
      policy: kvm.policy,
      inputs: kvm.inputs,
      capability: peer.capability.here,
      idRegister: peer.idRegister.here,
      memslot: exitCode(kvm.memslot),
      access: accessOf(kvm.stopped !== 'memslot', kvm),
      final: finalOf(peer.final.here),
    },
    {
      policy: peer.policy,
      inputs: peer.inputs,
      capability: peer.capability.there,
      idRegister: peer.idRegister.there,
      memslot: exitCode(story.outcome.memslot),
      access: accessOf(story.reached, story.outcome),
      final: finalOf(peer.final.there),
    },
  ]
}

/** What becomes of the memory where the VM migrates to: the same questions asked of both hosts. */
export const PeerHost = memo(function PeerHost({ peer, kvm }: { peer: PeerAnswer; kvm: KvmAnswer }) {
  const [here, there] = sidesOf(peer, kvm)
  const row = (head: string, of: (side: Side) => string, says = '') => (
    <tr data-differs={of(here) !== of(there) || undefined}>
      <th scope="row">{head}</th>
      <td>{of(here)}</td>
      <td>{of(there)}</td>
      <td>{says}</td>
    </tr>
  )
  return (
    <section className="act peer" aria-labelledby="peer-host">
      <h2 id="peer-host" tabIndex={-1}>
        Peer host
      </h2>
      <p>
        <Words sentence={peer.says} />.
      </p>
      <TableScroll label="This host and the peer">
        <table>
          <thead>
            <tr>
              <th scope="col">asked</th>
              <th scope="col">this host</th>
              <th scope="col">peer</th>
              <th scope="col">when</th>
            </tr>
          </thead>
          <tbody>
            {row('kernel', ({ policy }) => policy.title)}
            {row('FEAT_S2FWB, DIC', ({ inputs }) => `${Number(inputs.fwb)}, ${Number(inputs.dic)}`)}
            {row(
              'capability 243 on the VM fd',
              ({ capability }) => told(capability),
              'before it migrates, if the VMM asks both hosts',
            )}
            {row(
              'ID_AA64MMFR2_EL1.FWB',
              ({ idRegister }) => String(idRegister),
              peer.idRegister.refused
                ? '-E2BIG from KVM_SET_ONE_REG on the peer, if the VMM restores ID registers'
                : 'restored as it is',
            )}
            {row('memslot', ({ memslot }) => memslot, 'as the peer’s VMM registers it')}
            {row('first access', ({ access }) => access, 'once the VM runs there')}
            {row('the guest’s access gets', ({ final }) => final, 'as its stage 1 asks here')}
          </tbody>
        </table>
      </TableScroll>
      <p className="scope">The migration stream of a VFIO device’s own state is not modelled.</p>
    </section>
  )
})
