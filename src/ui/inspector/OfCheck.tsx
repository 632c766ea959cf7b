import { rolesOf, stateSays } from '../../explain/checks.ts'
import type { KvmAnswer } from '../../explain/kvm/answer.ts'
import { reasonOf } from '../../explain/kvm/reasons.ts'
import { marked } from '../../explain/marked.ts'
import { asSentence } from '../../explain/sentence.ts'
import { rowsIn, type TraceRow } from '../../kvm/trace.ts'
import { groups } from '../../scenario/groups.ts'
import { settingOfId } from '../../scenario/id.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { CheckSources } from '../CheckSources.tsx'
import { Defect } from '../Defect.tsx'
import { useLight } from '../light.ts'
import { RuleLink } from '../RuleLink.tsx'
import { Words } from '../Words.tsx'
import { Flips } from './Flips.tsx'

/** Where an operand comes from: the setting with its value, or the group that a flag or a bit belongs to. */
function sourceOf(id: string, scenario: Scenario): string {
  const setting = settingOfId(id)
  if (!setting) return ''
  if (setting.kind === 'choice') return `${setting.label} ${setting.encode(scenario[setting.key])}`
  const group = groups.find((one) => one.id === setting.group)?.name ?? ''
  return setting.kind === 'flags' ? `${group} flag` : group
}

/** The operands of a check: their values, and which of them decided. */
function Roles({ row, scenario }: { readonly row: TraceRow; readonly scenario: Scenario }) {
  const light = useLight()
  const ends = row.state === 'taken' && row.check.exit?.errno
  if (row.operands.length === 0) return null
  return (
    <section>
      <h3>{ends ? 'Which operand decided' : 'Where its operands come from'}</h3>
      <dl className="operands">
        {rolesOf(row).map(({ name, value, ids, role }) => {
          const [id] = ids
          return (
            <div
              key={name}
              onPointerEnter={() => light.onPoint(id ?? null)}
              onPointerLeave={() => light.onPoint(null)}
            >
              <dt>
                {id === undefined ? (
                  <code>{name}</code>
                ) : (
                  <button type="button" className="link" onClick={() => light.onPick(id)}>
                    <code>{name}</code>
                  </button>
                )}
              </dt>
              <dd data-decides={role === 'decides' || undefined}>
                {value ? 1 : 0}, {id === undefined ? 'set above' : ends ? role : sourceOf(id, scenario)}
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}

const behind = 'not reached, as the memslot is refused; with a slot it would be as shown here'

/** Whether a check of the fault lies behind a memslot that was refused. */
const isBehind = ({ stopped, traces }: KvmAnswer, row: TraceRow) =>
  stopped === 'memslot' && rowsIn(traces.fault).includes(row)

interface Props {
  readonly kvm: KvmAnswer
  readonly row: TraceRow
  readonly scenario: Scenario
}

/** A check of the kernel: what it asks, why, which operand decided, what would flip the answer, where it stands. */
export function OfCheck({ kvm, row, scenario }: Props) {
  const { check, state } = row
  const ended = [kvm.traces.memslot.last, kvm.traces.fault.last].includes(row)
  const at = row === kvm.traces.memslot.last ? kvm.call : kvm.inputs
  const reason = ended ? reasonOf(check.id, at) : undefined
  return (
    <>
      <p className="picked">
        Picked: a check of {kvm.policy.title}, <b>{isBehind(kvm, row) ? behind : stateSays[state]}</b>
      </p>
      <h2>{check.says}</h2>
      <p className="because">
        <Words sentence={asSentence([{ text: check.because }])} />
      </p>
      {reason !== undefined && (
        <p className="because">
          Here <Words sentence={marked(reason)} />.
        </p>
      )}
      <Defect check={check} />
      <Roles row={row} scenario={scenario} />
      <Flips scenario={scenario} aspect="kvm" />
      <section>
        <h3>Where it stands</h3>
        <CheckSources id={check.id} of={check.cite} />
        <p className="cite-line">
          {check.since !== undefined && `Since Linux ${check.since}. `}
          Rule: <RuleLink id={check.id}>{check.id}</RuleLink>
        </p>
      </section>
    </>
  )
}
