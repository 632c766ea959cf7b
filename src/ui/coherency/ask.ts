import type { Besides } from '../../scenario/besides.ts'
import { useModel } from '../hooks.ts'

type Asked = Pick<Besides, 'situation' | 'fix' | 'run' | 'own'>

/** Changes what act 5 shows. Where another run is shown, the moment that is shown is its last again. */
export function useAsk(): (to: Partial<Asked>) => void {
  const { scenario } = useModel()
  return (to) => {
    const { besides, navigate } = scenario.getState()
    navigate({ besides: { ...besides, ...to }, pick: null })
  }
}
