import { thread } from '../../content/thread.ts'
import { ViewLink } from '../ViewLink.tsx'

/** Back and Next, where there is one. */
export function Pager({ step }: { readonly step: number }) {
  const back = thread[step - 2]
  const next = thread[step]
  return (
    <nav className="thread-pager" aria-label="Back and next">
      {back && (
        <ViewLink view={{ name: 'thread', step: step - 1 }}>
          <b>Back</b> {back.title}
        </ViewLink>
      )}
      {next && (
        <ViewLink view={{ name: 'thread', step: step + 1 }} className="thread-next">
          <b>Next</b> {next.title}
        </ViewLink>
      )}
    </nav>
  )
}
