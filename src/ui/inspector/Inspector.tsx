import { memo } from 'react'
import type { Outcome } from '../../explain/resolve.ts'
import { findSetting } from '../../scenario/schema.ts'
import { properties } from '../../explain/answer.ts'
import type { Property } from '../../arch/rule.ts'
import { useAfterPaint, useAnswered, useScenario } from '../hooks.ts'
import { firstPick } from '../light.ts'
import { OfPar } from './OfPar.tsx'
import { OfProperty } from './OfProperty.tsx'
import { OfSetting } from './OfSetting.tsx'

const asProperty = (id: string): Property | undefined => properties.find((p) => p === id)

/** What there is to say of the element last picked. */
export const Inspector = memo(function Inspector() {
  // The story comes first; what explains it follows when that is on the screen.
  const outcome = useAfterPaint(useAfterPaint(useAnswered((state) => state.outcome)))
  const id = useScenario((state) => state.pick) ?? firstPick
  return <Explained outcome={outcome} id={id} />
})

const Explained = memo(function Explained({
  outcome,
  id,
}: {
  readonly outcome: Outcome
  readonly id: string
}) {
  const property = asProperty(id)
  const setting = findSetting(id)
  if (property) return <OfProperty outcome={outcome} property={property} />
  if (id === 'par-attr' || id === 'par-sh') return <OfPar outcome={outcome} field={id} />
  if (setting) return <OfSetting outcome={outcome} setting={setting} />
  return (
    <>
      <p className="picked">Picked: {id}</p>
      <p>This version has no element of that name. Pick any value of the diagram.</p>
    </>
  )
})
