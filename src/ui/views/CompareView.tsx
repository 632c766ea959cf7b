import { ViewPage } from './ViewPage.tsx'

export default function CompareView() {
  return (
    <ViewPage name="compare" title="A | B">
      <p />
    </ViewPage>
  )
}
