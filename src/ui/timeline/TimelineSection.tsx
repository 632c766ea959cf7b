import { useMemo } from 'react'
import { citations } from '../../cite/citations.ts'
import { timeline, type TimelineEvent } from '../../content/timeline.ts'
import { LinksContext } from '../../diagrams/links.ts'
import type { PointMark, TimelineItem } from '../../diagrams/timeline/item.ts'
import { Timeline } from '../../diagrams/timeline/Timeline.tsx'
import { policyNamed } from '../../kvm/policies.ts'
import type { PolicyStatus } from '../../kvm/policy.ts'
import { Cite } from '../Cite.tsx'
import { narrow, useMedia, useModel, useScenario, wideScreen } from '../hooks.ts'
import { createLight } from '../light.ts'
import { TableFold } from '../TableFold.tsx'
import { ViewLink } from '../ViewLink.tsx'

const marks: Readonly<Record<PolicyStatus, PointMark>> = {
  merged: 'filled',
  posted: 'hollow',
  proposed: 'dashed',
  rejected: 'square',
}

/** How the point of an event looks: by its policy's status, or by what it is. */
function markOf({ kind, policies: [first] }: TimelineEvent): PointMark {
  if (kind === 'release' || kind === 'merged') return 'filled'
  if (kind === 'version') return 'hollow'
  return first === undefined ? 'small' : marks[policyNamed(first).status]
}

const items: readonly TimelineItem[] = timeline.map((event) => ({
  ...event,
  label: `${event.date}, ${event.name}`,
  mark: markOf(event),
}))

/** The policies that model an event, each a link to the scenario under it. */
function Policies({ event }: { readonly event: TimelineEvent }) {
  const scenario = useScenario((state) => state.scenario)
  return event.policies.map((policy, at) => (
    <span key={policy}>
      {at > 0 && ', '}
      <ViewLink view={{ name: 'explore' }} scenario={{ ...scenario, s2: 'kvm', policy }}>
        <code>{policy}</code>
      </ViewLink>
    </span>
  ))
}

/** What the picked event changed, the policy that models it, and where it stands. */
function Card({ event }: { readonly event: TimelineEvent }) {
  return (
    <div className="event-card">
      <p>
        <b>{event.name}</b> <span className="event-date">{event.date}</span> {event.what}
      </p>
      {event.policies.length > 0 && (
        <p>
          This scenario under <Policies event={event} />
        </p>
      )}
      <Cite citation={citations[event.cite]} />
    </div>
  )
}

/** The equal table of the diagram, in a fold. */
export const TimelineTable = () => (
  <TableFold says="The timeline as a table">
    <EventTable />
  </TableFold>
)

function EventTable() {
  return (
    <div className="table-scroll">
      <table className="event-table">
        <thead>
          <tr>
            <th scope="col">date</th>
            <th scope="col">event</th>
            <th scope="col">what changed</th>
            <th scope="col">policy</th>
            <th scope="col">source</th>
          </tr>
        </thead>
        <tbody>
          {timeline.map((event) => (
            <tr key={event.id}>
              <td>{event.date}</td>
              <th scope="row">{event.name}</th>
              <td>{event.what}</td>
              <td>
                <Policies event={event} />
              </td>
              <td>
                <Cite citation={citations[event.cite]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const widths = { wide: 1392, medium: 912, phone: 354 } as const

/** The series as a line of time; a point opens what changed. */
export function TimelineSection() {
  const model = useModel()
  const phone = useMedia(narrow)
  const wide = useMedia(wideScreen)
  const links = useMemo(() => createLight(model, () => undefined), [model])
  const pick = useScenario((state) => state.pick)
  const picked = timeline.find(({ id }) => id === pick)
  return (
    <section className="timeline" aria-label="Timeline of the series" data-walk>
      <LinksContext value={links}>
        <Timeline items={items} width={phone ? widths.phone : wide ? widths.wide : widths.medium} />
      </LinksContext>
      <div aria-live="polite">{picked && <Card event={picked} />}</div>
    </section>
  )
}
