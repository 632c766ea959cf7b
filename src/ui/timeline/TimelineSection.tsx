import { useEffect, useMemo, useRef, useState } from 'react'
import { citations } from '../../cite/citations.ts'
import { timeline, type TimelineEvent } from '../../content/timeline.ts'
import { LinksContext, TabStopContext } from '../../diagrams/links.ts'
import { MarkView } from '../../diagrams/PictureView.tsx'
import type { PointMark, TimelineItem } from '../../diagrams/timeline/item.ts'
import { dot } from '../../diagrams/timeline/layout.ts'
import { Timeline } from '../../diagrams/timeline/Timeline.tsx'
import { policyNamed } from '../../kvm/policies.ts'
import type { PolicyStatus } from '../../kvm/policy.ts'
import { Cite } from '../Cite.tsx'
import { useMedia, useModel, useScenario, wideScreen } from '../hooks.ts'
import { createLight } from '../light.ts'
import { TableFold } from '../TableFold.tsx'
import { WhyLink } from '../thread/WhyLink.tsx'
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
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Once the head of the page has had the focus, which scrolls too.
    const frame = requestAnimationFrame(() => card.current?.scrollIntoView({ block: 'nearest' }))
    return () => cancelAnimationFrame(frame)
  }, [])
  return (
    <div className="event-card" ref={card}>
      <p>
        <b>{event.name}</b> <span className="event-date">{event.date}</span> {event.what}
      </p>
      {event.policies.length > 0 && (
        <p>
          This scenario under <Policies event={event} />
        </p>
      )}
      {event.tellsWhy && (
        <p>
          <WhyLink />
        </p>
      )}
      <Cite citation={citations[event.cite]} />
    </div>
  )
}

/** What the marks mean, in the order of how far a policy came. */
const meanings: readonly (readonly [PointMark, string])[] = [
  ['filled', 'merged or released'],
  ['hollow', 'posted'],
  ['dashed', 'proposed'],
  ['square', 'rejected'],
  ['small', 'another mail'],
]

const Legend = () => (
  <ul className="timeline-legend">
    {meanings.map(([mark, says]) => (
      <li key={mark}>
        <svg className="picture" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <MarkView mark={dot(6, 6, mark)} />
        </svg>
        {says}
      </li>
    ))}
  </ul>
)

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

/** Widths of the picture that leave it unscaled, and the screens that have room for them. */
const widths = { widest: 1392, wide: 1232, medium: 912, narrow: 284 } as const
const widest = '(min-width: 1440px)'
const lying = '(min-width: 960px)'

function useWidth(): number {
  const [hasWidest, hasWide, hasLying] = [useMedia(widest), useMedia(wideScreen), useMedia(lying)]
  return widths[hasWidest ? 'widest' : hasWide ? 'wide' : hasLying ? 'medium' : 'narrow']
}

/** The series as a line of time; a point opens what changed, and closes it. */
export function TimelineSection() {
  const model = useModel()
  const width = useWidth()
  const pick = useScenario((state) => state.pick)
  const picked = timeline.find(({ id }) => id === pick)
  const [stop, setStop] = useState(picked?.id ?? items[0]?.id ?? null)
  const section = useRef<HTMLElement>(null)
  const links = useMemo(() => {
    const onPick = (id: string) => {
      const { pick: open, pickElement } = model.scenario.getState()
      pickElement(open === id ? null : id)
    }
    return { ...createLight(model, () => undefined), onPick }
  }, [model])
  const open = picked?.id
  useEffect(() => {
    const own = section.current
    const focused = ({ target }: FocusEvent) => {
      const node = target instanceof SVGElement ? target.dataset['node'] : undefined
      if (node !== undefined) setStop(node)
    }
    const pressed = ({ key, target }: KeyboardEvent) => {
      if (key !== 'Escape' || open === undefined || !(target instanceof Node) || !own?.contains(target))
        return
      own.querySelector<SVGElement>(`[data-node="${open}"]`)?.focus()
      model.scenario.getState().pickElement(null)
    }
    own?.addEventListener('focusin', focused)
    document.addEventListener('keydown', pressed)
    return () => {
      own?.removeEventListener('focusin', focused)
      document.removeEventListener('keydown', pressed)
    }
  }, [model, open])
  return (
    <section ref={section} className="timeline" aria-label="Timeline of the series" data-walk>
      <Legend />
      <LinksContext value={links}>
        <TabStopContext value={stop}>
          <Timeline
            items={items}
            width={width}
            open={open}
            note={picked && <Card key={picked.id} event={picked} />}
          />
        </TabStopContext>
      </LinksContext>
    </section>
  )
}
