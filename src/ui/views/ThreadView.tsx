import { ViewPage } from './ViewPage.tsx'

export default function ThreadView({ step }: { readonly step: number }) {
  return (
    <ViewPage name="thread" title={`The thread, ${step}`}>
      <p />
    </ViewPage>
  )
}
