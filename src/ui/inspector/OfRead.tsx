import { toBigInt } from '../../arch/walk/word.ts'
import { descriptorKind } from '../../arch/walk/descriptor.ts'
import { faultStatus, hpfarOf, type Fault } from '../../arch/walk/fault.ts'
import type { CitationId } from '../../cite/citations.ts'
import { citations } from '../../cite/citations.ts'
import type { WalkAnswer } from '../../explain/walk/answer.ts'
import type { WalkRead } from '../../explain/walk/reads.ts'
import { faultRegisters } from '../../explain/walk/fault-registers.ts'
import { faultName } from '../../explain/walk/fault-words.ts'
import { readSays, whyMany } from '../../explain/walk/read-words.ts'
import { bin, hex64, typeName, hex } from '../../explain/words.ts'
import { Cite } from '../Cite.tsx'
import { RuleLink } from '../RuleLink.tsx'

interface Props {
  readonly walk: WalkAnswer
  readonly read: WalkRead
}

/** What the registers would have said, had this read found an invalid descriptor. */
function ifInvalid({ stage, level, purpose, input }: WalkRead, { setup: { access } }: WalkAnswer) {
  const fault: Pick<Fault, 'kind' | 'level'> = { kind: 'Translation', level }
  const s1ptw = stage === 2 && purpose !== 'access'
  const el = stage === 2 ? 2 : 1
  return [
    ['goes to', `EL${el}${s1ptw ? ', S1PTW 1' : ''}`],
    [`ESR_EL${el}.${access.acc === 'x' ? 'IFSC' : 'DFSC'}`, bin(faultStatus(fault), 6)],
    [`FAR_EL${el}`, hex64(toBigInt(access.va))],
    ...(stage === 2 ? [['HPFAR_EL2', hex64(hpfarOf(input))]] : []),
  ]
}

function Facts({ title, facts }: { readonly title: string; readonly facts: readonly (readonly string[])[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl className="operands">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** The fault that this read ends in, or what one would look like here. */
function AtFault({ walk, read }: Props) {
  const { fault, reads } = walk
  if (fault && read.number === reads.length) {
    const registers = faultRegisters(walk).map(({ name, value, by }) => [by ? `${name}, ${by}` : name, value])
    return <Facts title={`${faultName[fault.kind]} here`} facts={registers} />
  }
  return read.kind === 'invalid' ? null : <Facts title="If it were invalid" facts={ifInvalid(read, walk)} />
}

/** One read of the walk: where it is, what it says, and what a fault there would have looked like. */
export function OfRead({ walk, read }: Props) {
  const { stage, level, kind, number, index, pa, value, next, ipa, attributes } = read
  const kindRule = descriptorKind.rules.find((rule) => rule.when(read.descriptor))
  const cite: readonly CitationId[] =
    stage === 2 ? ['s2-walk', 'decode-descriptor'] : ['s1-walk', 'decode-descriptor']
  const name = kind === 'invalid' ? 'invalid descriptor' : `${kind} descriptor`
  return (
    <>
      <p className="picked">
        Picked: read {number} of {walk.reads.length}
      </p>
      <h2>
        Stage {stage} level {level} {name}
      </h2>
      <p className="because">
        {readSays(read)}
        {walk.setup.byHand.has(read.pa) && ' It is set by hand.'}
      </p>
      <Facts
        title="Where it is, and what it says"
        facts={[
          [`index, ${stage === 1 ? 'VA' : 'IPA'}[${index.msb}:${index.lsb}]`, hex(index.value)],
          ...(ipa === null ? [] : [['descriptor at IPA', hex(ipa)]]),
          ['descriptor at PA', hex(pa)],
          ['value', hex64(value)],
          [kind === 'table' ? 'next descriptor' : 'output address', next === null ? 'none' : hex(next)],
          ['the walk reads it as', `${typeName(attributes)}, ${attributes.shareability}`],
        ]}
      />
      <AtFault walk={walk} read={read} />
      <section>
        <h3>Why {walk.reads.length}</h3>
        <p className="because">{whyMany(walk)}</p>
      </section>
      <section>
        <h3>Where it stands</h3>
        {kindRule && (
          <p>
            Rule: <RuleLink id={kindRule.id}>{kindRule.says}</RuleLink>
          </p>
        )}
        {cite.map((id) => (
          <Cite key={id} citation={citations[id]} />
        ))}
      </section>
    </>
  )
}
