import { firstLetterUp } from '../explain/sentence.ts'
import type { Check } from '../kvm/check.ts'

/** What posted code is known to get wrong at a check. */
export const Defect = ({ check: { defect } }: { readonly check: Check }) =>
  defect === undefined ? null : (
    <p className="because">
      <span className="badge">defect of the posted code</span> {firstLetterUp(defect)}.
    </p>
  )
