import { ViewPage } from './ViewPage.tsx'

export default function PoliciesView() {
  return (
    <ViewPage name="policies" title="Policies">
      <p />
    </ViewPage>
  )
}
