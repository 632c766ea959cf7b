import { memo, useMemo } from 'react'
import type { Scenario } from '../../scenario/schema.ts'
import { geometryView, type Stage1Sizes, type Stage2Sizes } from '../../explain/walk/geometry.ts'
import { sizeEdit1, sizeEdit2, startEdit, whyNotSet2 } from '../../explain/walk/geometry-edits.ts'
import { granuleShapes } from '../../explain/walk/granule-levels.ts'
import type { Setup } from '../../explain/walk/setup.ts'
import { bin } from '../../explain/words.ts'
import { useAfterPaint, useScenario } from '../hooks.ts'
import { TableFold } from '../TableFold.tsx'
import { SizeTable } from './GeometryRow.tsx'
import { GranuleTable } from './GranuleTable.tsx'
import { StartTable } from './StartTable.tsx'

/** A granule with the DS that counts with it. */
const tablesOf = ({ granule, ds }: Stage1Sizes | Stage2Sizes) =>
  granule === '64K' ? '64K tables' : `${granule} tables, DS ${ds ? 1 : 0}`

function Stage1({ sizes, scenario }: { readonly sizes: Stage1Sizes; readonly scenario: Scenario }) {
  const { on, half, txsz, runs } = sizes
  return (
    <section tabIndex={-1} aria-labelledby="geometry-1">
      <h3 id="geometry-1">
        Stage 1: TCR_EL1.T{half}SZ <span>{tablesOf(sizes)}</span>
      </h3>
      {!on && <p>Stage 1 is off: nothing looks at TCR_EL1.</p>}
      <SizeTable
        field={`T${half}SZ`}
        address="VA"
        runs={runs}
        value={txsz}
        editOf={(run) => sizeEdit1(scenario, run)}
      />
    </section>
  )
}

/** KVM's start level for the present size of IPA. */
function kvmSays({ kvm }: Stage2Sizes): string {
  if (!kvm) return 'KVM has no IPA of this size.'
  const { ipaBits, start, sl, concatenated } = kvm
  const tables = concatenated === 1 ? 'one table' : `${concatenated} concatenated tables`
  return `KVM gives an IPA of ${ipaBits} bits ${tables} at level ${start}: SL0 ${bin(sl, 2)}.`
}

function Stage2({ sizes, scenario }: { readonly sizes: Stage2Sizes; readonly scenario: Scenario }) {
  const { on, pa, t0sz, runs, starts } = sizes
  const fixed = whyNotSet2(scenario)
  return (
    <section tabIndex={-1} aria-labelledby="geometry-2">
      <h3 id="geometry-2">
        Stage 2: VTCR_EL2.T0SZ and SL0{' '}
        <span>
          {tablesOf(sizes)}, PA of {pa} bits
        </span>
      </h3>
      {!on && <p>Stage 2 is off: nothing looks at VTCR_EL2.</p>}
      <p>
        {kvmSays(sizes)} {fixed && `${fixed}.`}
      </p>
      <SizeTable
        field="T0SZ"
        address="IPA"
        runs={runs}
        value={t0sz}
        editOf={fixed === null ? (run) => sizeEdit2(scenario, run) : null}
      />
      <StartTable
        starts={starts}
        editOf={fixed === null ? (sl, run) => startEdit(scenario, sl, run) : null}
      />
    </section>
  )
}

/** Follows an edit by a frame: it is long, and the walk itself comes first. */
function Tables({ setup }: { readonly setup: Setup }) {
  const settled = useAfterPaint(setup)
  const scenario = useScenario((state) => state.scenario)
  const { stage1, stage2 } = useMemo(() => geometryView(settled), [settled])
  return (
    <div className="geometry">
      <Stage1 sizes={stage1} scenario={scenario} />
      <Stage2 sizes={stage2} scenario={scenario} />
      <TableFold says="What each granule allows">
        <Granules setup={settled} />
      </TableFold>
    </div>
  )
}

const Granules = ({ setup }: { readonly setup: Setup }) => (
  <GranuleTable shapes={granuleShapes(setup.regime.pe)} />
)

/** Which sizes and start levels the registers of a walk could have, why the others are illegal, and buttons to set them. */
export const Geometry = memo(({ setup }: { readonly setup: Setup }) => (
  <TableFold says="Geometry: which sizes and start levels are legal">
    <Tables setup={setup} />
  </TableFold>
))
