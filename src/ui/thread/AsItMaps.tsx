import { citations } from '../../cite/citations.ts'
import { maintenance } from '../../explain/consequences.ts'
import type { KvmAnswer } from '../../explain/kvm/answer.ts'
import { dcacheWords, icacheWords } from '../../explain/kvm/maintenance-words.ts'
import { asSentence, say } from '../../explain/sentence.ts'
import { onMap } from '../../kvm/maintenance.ts'
import { Cite } from '../Cite.tsx'
import { RuleLink } from '../RuleLink.tsx'
import { Words } from '../Words.tsx'

/** What KVM maintains as it installs the leaf, by the values that this depends on; nothing where there is no leaf. */
export function AsItMaps({ kvm: { leaf, fault, inputs }, kvm }: { readonly kvm: KvmAnswer }) {
  if (!leaf || !fault.maintenance) return null
  const { dcache, icache } = fault.maintenance
  return (
    <section className="thread-check">
      <h3>What it leads to as {onMap.when}</h3>
      <p className="because">
        <Words sentence={asSentence(say(onMap.because))} />
      </p>
      <dl>
        <div>
          <dt>Data caches</dt>
          <dd>
            FWB {inputs.fwb ? 1 : 0}: {dcacheWords(dcache)}
          </dd>
        </div>
        <div>
          <dt>Instruction caches</dt>
          <dd>
            executable {leaf.xn === 0 ? 1 : 0}, DIC {inputs.dic ? 1 : 0}: {icacheWords(icache)}
          </dd>
        </div>
      </dl>
      <p>
        <Words sentence={asSentence(say(maintenance(kvm)))} />
      </p>
      {onMap.cite.map((id) => (
        <Cite key={id} citation={citations[id]} />
      ))}
      <p className="cite-line">
        Rule: <RuleLink id={onMap.id}>{onMap.id}</RuleLink>
      </p>
    </section>
  )
}
