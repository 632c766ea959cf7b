import { useEffect, useState } from 'react'
import { policies } from '../../kvm/policies.ts'
import { countCacheablePfnmap, type CacheablePfnmapCount } from '../../prove/cacheable-pfnmap.ts'
import { scenarioOf, spaceSize } from '../../prove/decision-space.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { afterPaint } from '../after-paint.ts'
import { ViewLink } from '../ViewLink.tsx'
import { Differences } from './Differences.tsx'

type PolicyId = Scenario['policy']
type Counts = readonly CacheablePfnmapCount[]

/** The count is the same whenever it is asked for. */
let counted: Counts | null = null

function useCounts(): Counts | null {
  const [counts, setCounts] = useState(counted)
  useEffect(
    () =>
      counts === null
        ? afterPaint(() => {
            counted ??= countCacheablePfnmap()
            setCounts(counted)
          })
        : undefined,
    [counts],
  )
  return counts
}

const grouped = (count: number) => count.toLocaleString('en')

/** Every policy on every input: how often cacheable PFNMAP is not Write-Back, each failure with its smallest example. */
export function WholeSpaceCount({ from }: { readonly from: string }) {
  const counts = useCounts()
  return (
    <section aria-labelledby="whole-space">
      <h2 id="whole-space">Over the whole space</h2>
      <p>
        Every combination of FWB, DIC, memblock, VMA, pgprot, copy-on-write, MTE, slot flags and access is
        decided by each policy: {grouped(spaceSize)} inputs, {policies.length} policies. A policy keeps the
        claim where the first two counts are 0. The third counts leaks of MIXEDMAP and plain VMAs as well,
        whose PFN is not in memblock; the claim is not about them.
      </p>
      {counts ? <CountTable counts={counts} from={from} /> : <p className="counting">Counting.</p>}
    </section>
  )
}

function CountTable({ counts, from }: { readonly counts: Counts; readonly from: string }) {
  return (
    <div className="table-scroll">
      <table className="count-table">
        <thead>
          <tr>
            <th scope="col">policy</th>
            <th scope="col">cacheable PFNMAP mapped other than Write-Back</th>
            <th scope="col">of these with the memslot accepted</th>
            <th scope="col">leaks of any VMA, memslot accepted</th>
            <th scope="col">smallest counterexample</th>
          </tr>
        </thead>
        <tbody>
          {counts.map((count) => (
            <CountRow key={count.policy.id} count={count} from={from} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CountRow({ count, from }: { readonly count: CacheablePfnmapCount; readonly from: string }) {
  const { policy, rows, accepted, leaks, counterexample } = count
  const scenario = counterexample && { ...scenarioOf(counterexample), policy: policy.id as PolicyId }
  return (
    <tr data-holds={rows === 0}>
      <th scope="row">
        <code>{policy.id}</code> <span>{policy.describes}</span>
      </th>
      <td>{grouped(rows)}</td>
      <td>{grouped(accepted)}</td>
      <td>{grouped(leaks)}</td>
      <td>
        {scenario ? (
          <ViewLink view={{ name: 'explore' }} scenario={scenario} besides={{ from }}>
            <Differences of={scenario} />
          </ViewLink>
        ) : (
          'none: the claim holds'
        )}
      </td>
    </tr>
  )
}
