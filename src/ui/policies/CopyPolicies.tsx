import type { SideBySide } from '../../explain/policies/side-by-side.ts'
import { linkOf } from '../address-bar.ts'
import { useModel } from '../hooks.ts'
import { useCopy } from '../share/copy.ts'

/** The table as text for a mail. */
export function CopyPolicies({ all, sentence }: { readonly all: SideBySide; readonly sentence: string }) {
  const model = useModel()
  const [copied, copy] = useCopy()
  const text = () =>
    import('../../export/text/policies.ts').then(({ policiesText }) =>
      policiesText(all, sentence, linkOf(model)),
    )
  return (
    <>
      <button type="button" onClick={() => copy(text())}>
        Copy as mail text
      </button>
      <output className="toast" hidden={copied === null}>
        {copied === 'done' ? 'Table copied.' : copied ? 'The browser refused to copy.' : ''}
      </output>
    </>
  )
}
