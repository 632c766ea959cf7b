import { ViewPage } from './ViewPage.tsx'

export default function DiagnoseView() {
  return (
    <ViewPage name="diagnose" title="Diagnose">
      <p />
    </ViewPage>
  )
}
