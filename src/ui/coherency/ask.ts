import { stepId } from '../../explain/coherency/step-id.ts'
import type { Besides } from '../../scenario/besides.ts'
import { useModel } from '../hooks.ts'

type Asked = Pick<Besides, 'situation' | 'fix' | 'run' | 'own'>

/** Changes what act 5 shows. Where another run is shown, its moment is the last one, or the first to be replayed. */
export function useAsk(): (to: Partial<Asked>, from?: 'start') => void {
  const { scenario } = useModel()
  return (to, from) => {
    const { besides, navigate } = scenario.getState()
    navigate({ besides: { ...besides, ...to }, pick: from ? stepId(0) : null })
  }
}
