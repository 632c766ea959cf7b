import { ViewLink } from '../ViewLink.tsx'
import { whyTitle } from './why-title.ts'

/** A link to why the flag was not merged. */
export const WhyLink = () => <ViewLink view={{ name: 'thread', step: 'why' }}>{whyTitle}</ViewLink>
