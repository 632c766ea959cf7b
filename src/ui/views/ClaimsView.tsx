import { ViewPage } from './ViewPage.tsx'

export default function ClaimsView({ claim }: { readonly claim: string | null }) {
  return (
    <ViewPage name="claims" title={claim ?? 'Claims'}>
      <p />
    </ViewPage>
  )
}
