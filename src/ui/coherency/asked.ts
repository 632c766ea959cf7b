import type { Asked } from '../../explain/coherency/shown.ts'
import { nothingBesides, type Besides } from '../../scenario/besides.ts'
import { useModel } from '../hooks.ts'

/** Changes what act 5 shows. Where another run is shown, the moment is its last again. */
export function useAsk(): (to: Partial<Asked>) => void {
  const { scenario } = useModel()
  return (to) => {
    const { besides, navigate } = scenario.getState()
    navigate({ besides: { ...besides, ...to }, pick: null })
  }
}
void nothingBesides
void (0 as unknown as Besides)
