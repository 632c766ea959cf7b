import { memo, Suspense, useSyncExternalStore } from 'react'
import { writeAddress } from '../scenario/address/write.ts'
import { nothingBesides } from '../scenario/besides.ts'
import { showsScenario, type View } from '../scenario/view.ts'
import { canRedo, canUndo, redo, undo, watchHistory } from '../scenario/store.ts'
import { useAsked } from './diagnose/asked.ts'
import { useModel, useScenario, useSettled } from './hooks.ts'
import { part, presetsNow } from './part.ts'

function Logo() {
  return (
    <svg className="logo" width="22" height="16" viewBox="0 0 22 16" aria-hidden="true">
      <path d="M1 3H7C12 3 11 8 16 8" className="logo-solid" />
      <path d="M1 13H7C12 13 11 8 16 8" className="logo-dashed" />
      <circle cx="18" cy="8" r="3" className="logo-dot" />
    </svg>
  )
}

const never = () => false

function History() {
  const { scenario: store } = useModel()
  const watch = (heard: () => void) => watchHistory(store, heard)
  const hasPast = useSyncExternalStore(watch, () => canUndo(store), never)
  const hasFuture = useSyncExternalStore(watch, () => canRedo(store), never)
  return (
    <span className="history">
      <button
        type="button"
        aria-label="Undo"
        title="Undo, Ctrl+Z"
        disabled={!hasPast}
        onClick={() => undo(store)}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M6 3L3 6L6 9M3 6H10A3.5 3.5 0 0 1 10 13H7" />
        </svg>
      </button>
      <button
        type="button"
        aria-label="Redo"
        title="Redo, Ctrl+Shift+Z"
        disabled={!hasFuture}
        onClick={() => redo(store)}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M10 3L13 6L10 9M13 6H6A3.5 3.5 0 0 0 6 13H9" />
        </svg>
      </button>
    </span>
  )
}

/** The rooms of the house, as they stand in the bar. A rule is a part of the story. */
const rooms: readonly (readonly [says: string, view: View])[] = [
  ['Explore', { name: 'explore' }],
  ['Policies', { name: 'policies' }],
  ['Claims', { name: 'claims', claim: null }],
  ['Thread', { name: 'thread', step: 1 }],
  ['Diagnose', { name: 'diagnose' }],
  ['Compare', { name: 'compare' }],
]

/** Links to the rooms, which keep the scenario, and Diagnose what it was asked. */
const Rooms = memo(function Rooms() {
  const here = useScenario(({ view: { name } }) => (name === 'rule' ? 'explore' : name))
  const { scenario } = useModel()
  const asked = useAsked()
  const to = (view: View) => {
    const besides = view.name === 'diagnose' ? { ...nothingBesides, ...asked } : nothingBesides
    return writeAddress({ ...scenario.getState(), view, pick: null, besides }, presetsNow())
  }
  const addresses = useSettled(() => rooms.map(([, view]) => to(view)).join(' ')).split(' ')
  return (
    <nav className="rooms" aria-label="Views">
      {rooms.map(([says, { name }], at) => (
        <a key={name} href={addresses[at]} aria-current={name === here ? 'page' : undefined}>
          <span>
            {says}
            {name === 'compare' && <small> A | B</small>}
          </span>
        </a>
      ))}
    </nav>
  )
})

const PresetMenu = part('PresetMenu')
const Share = part('Share')
const ThemePicker = part('ThemePicker')

/** The bar at the top: name, scenario, undo, sharing, theme. */
export const Header = memo(function Header() {
  const hasScenario = useScenario(({ view }) => showsScenario(view))
  return (
    <header className="bar">
      <a className="brand" href="#/explore">
        <Logo />
        Stagecraft
      </a>
      <Rooms />
      {hasScenario && (
        <Suspense>
          <PresetMenu />
        </Suspense>
      )}
      {hasScenario && <History />}
      <Suspense>
        <Share />
        <ThemePicker />
      </Suspense>
    </header>
  )
})
