import { useId } from 'react'
import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import {
  bySays,
  byWords,
  dutyCell,
  type Duty,
  type HostDuties,
  type UseId,
} from '../../explain/coherency/user-space.ts'
import { dsbSays } from '../../explain/coherency/plan-words.ts'
import { plain, type Sentence } from '../../explain/sentence.ts'
import { TableScroll } from '../TableScroll.tsx'
import { Words } from '../Words.tsx'

type Props = Pick<CoherencyAnswer, 'userSpace'>

/** Sentences, with a space between them. */
const Says = ({ duty }: { readonly duty: Duty }) =>
  duty.says.map((sentence, at) => (
    <span key={at}>
      {at > 0 && ' '}
      <Words sentence={sentence} />
    </span>
  ))

/** What user space must do on this host and on the peer, for data by the model and for code by rules, with KVM's own maintenance. */
export function UserSpace({ userSpace: { here, peer, peerSays } }: Props) {
  const head = useId()
  return (
    <section className="duties" aria-labelledby={head}>
      <h3 id={head}>
        What user space must do{' '}
        <span>by its own mapping of the memory, here{peer ? ' and on the peer' : ''}</span>
      </h3>
      <TableScroll label="What user space must do">
        <table>
          <thead>
            <tr>
              <th scope="col">when</th>
              <Heads host={here} where="" />
              {peer && <Heads host={peer} where="on the peer, " />}
            </tr>
          </thead>
          <tbody>
            {here.uses.map((use) => (
              <tr key={use.id}>
                <th scope="row">
                  {use.when}
                  <small>
                    {use.example}; {byWords[use.by]}
                  </small>
                </th>
                <Cells host={here} id={use.id} />
                {peer && <Cells host={peer} id={use.id} />}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p>
        {[dsbSays, ...bySays].map((sentence, at) => (
          <span key={at}>
            {at > 0 && ' '}
            <Words sentence={sentence} />
          </span>
        ))}
      </p>
      {peerSays && (
        <p>
          <Words sentence={peerSays} />
        </p>
      )}
      <details className="as-table">
        <summary>Why</summary>
        <ul>
          {here.uses.map((use) => (
            <li key={use.id}>
              <b>{use.when}:</b> <Says duty={use.asItIs} />
              {dutyCell(use.anyGuest) !== dutyCell(use.asItIs) && (
                <>
                  {' '}
                  Whatever the guest chooses: <Says duty={use.anyGuest} />
                </>
              )}
            </li>
          ))}
          {peer?.uses.map((use) => (
            <li key={use.id}>
              <b>{use.when}, on the peer:</b> <Says duty={use.asItIs} />
            </li>
          ))}
        </ul>
      </details>
      <KvmsOwn here={here} peer={peer} />
    </section>
  )
}

/** Whether it is all the same what the guest chooses. */
const isAnyway = ({ uses }: HostDuties) =>
  uses.every(({ asItIs, anyGuest }) => dutyCell(asItIs) === dutyCell(anyGuest))

interface OfHost {
  readonly host: HostDuties
}

function Heads({ host, where }: OfHost & { readonly where: string }) {
  if (isAnyway(host)) return <th scope="col">{where}whatever the guest chooses</th>
  return (
    <>
      <th scope="col">{where}as the guest maps it now</th>
      <th scope="col">{where}whatever it chooses</th>
    </>
  )
}

function Cells({ host, id }: OfHost & { readonly id: UseId }) {
  const use = host.uses.find((one) => one.id === id)
  if (!use) return null
  return (
    <>
      {!isAnyway(host) && <Cell duty={use.asItIs} />}
      <Cell duty={use.anyGuest} />
    </>
  )
}

const Cell = ({ duty }: { readonly duty: Duty }) => (
  <td data-nothing={duty.nothing || undefined} data-lacks={!duty.enough || undefined}>
    {dutyCell(duty)}
  </td>
)

/** What KVM does by itself, which user space need not, and cannot count on for anything else. */
function KvmsOwn({ here, peer }: { readonly here: HostDuties; readonly peer: HostDuties | null }) {
  const head = useId()
  const both = (of: (one: HostDuties['kvm'][number]) => string, id: string) => {
    const [one, other] = [here, peer].map((host) => host?.kvm.find((occasion) => occasion.id === id))
    const [now, then] = [one ? of(one) : '', other ? of(other) : null]
    return then === null || then === now ? now : `${now}; on the peer ${then}`
  }
  const becauseOnPeer = (id: string, now: Sentence) => {
    const then = peer?.kvm.find((occasion) => occasion.id === id)?.because
    return then && plain(then) !== plain(now) ? then : null
  }
  return (
    <>
      <h3 id={head}>
        What KVM maintains by itself <span>{here.kvmBy}</span>
      </h3>
      <TableScroll label="What KVM maintains by itself">
        <table aria-labelledby={head}>
          <thead>
            <tr>
              <th scope="col">when</th>
              <th scope="col">data</th>
              <th scope="col">instructions</th>
              <th scope="col">why</th>
            </tr>
          </thead>
          <tbody>
            {here.kvm.map(({ id, when, because }) => (
              <tr key={id}>
                <th scope="row">{when}</th>
                <td>{both(({ data }) => data, id)}</td>
                <td>{both(({ instructions }) => instructions, id)}</td>
                <td>
                  <Words sentence={because} />
                  <OnPeer because={becauseOnPeer(id, because)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  )
}

const OnPeer = ({ because }: { readonly because: Sentence | null }) =>
  because && (
    <>
      {' '}
      <b>On the peer:</b> <Words sentence={because} />
    </>
  )
