import { ViewLink } from '../ViewLink.tsx'

/** A link to why the flag was not merged. */
export const WhyLink = () => (
  <ViewLink view={{ name: 'thread', step: 'why' }}>Why the flag was not merged</ViewLink>
)
