import type { SideBySide } from '../../explain/policies/side-by-side.ts'
import { linkOf } from '../address-bar.ts'
import { useModel } from '../hooks.ts'
import { useCopy } from '../share/copy.ts'
import { CopyOutcome } from '../share/CopyOutcome.tsx'

/** The table as text for a mail. */
export function CopyPolicies({ all, sentence }: { readonly all: SideBySide; readonly sentence: string }) {
  const model = useModel()
  const copying = useCopy()
  const text = () =>
    import('../../export/text/policies.ts').then(({ policiesText }) =>
      policiesText(all, sentence, linkOf(model)),
    )
  return (
    <>
      <button type="button" onClick={() => copying.copy('Table', text())}>
        Copy as mail text
      </button>
      <CopyOutcome of={copying} />
    </>
  )
}
