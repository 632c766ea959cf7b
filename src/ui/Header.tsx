import { memo, Suspense } from 'react'
import { writeAddress } from '../scenario/address/write.ts'
import { nothingBesides } from '../scenario/besides.ts'
import { redo, undo } from '../scenario/store.ts'
import { useStore } from 'zustand'
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

function History() {
  const { scenario: store } = useModel()
  const canUndo = useStore(store.temporal, (state) => state.pastStates.length > 0)
  const canRedo = useStore(store.temporal, (state) => state.futureStates.length > 0)
  return (
    <span className="history">
      <button
        type="button"
        aria-label="Undo"
        title="Undo, Ctrl+Z"
        disabled={!canUndo}
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
        disabled={!canRedo}
        onClick={() => redo(store)}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M10 3L13 6L10 9M13 6H6A3.5 3.5 0 0 0 6 13H9" />
        </svg>
      </button>
    </span>
  )
}

/** The two rooms of the house: the story, and the policies. The link that leads nowhere else keeps the scenario. */
const Rooms = memo(function Rooms() {
  const view = useScenario((state) => state.view.name)
  const { scenario } = useModel()
  const to = (name: 'explore' | 'policies') =>
    writeAddress(
      { ...scenario.getState(), view: { name }, pick: null, besides: nothingBesides },
      presetsNow(),
    )
  const addresses = useSettled(() => `${to('explore')} ${to('policies')}`)
  const [explore, policies] = addresses.split(' ')
  const isStory = view === 'explore' || view === 'rule'
  return (
    <nav className="rooms" aria-label="Views">
      <a href={explore} aria-current={isStory ? 'page' : undefined}>
        Explore
      </a>
      <a href={policies} aria-current={isStory ? undefined : 'page'}>
        Policies
      </a>
    </nav>
  )
})

const PresetMenu = part('PresetMenu')
const Share = part('Share')
const ThemePicker = part('ThemePicker')

/** The bar at the top: name, scenario, undo, sharing, theme. */
export const Header = memo(function Header() {
  return (
    <header className="bar">
      <a className="brand" href="#/explore">
        <Logo />
        Stagecraft
      </a>
      <Rooms />
      <Suspense>
        <PresetMenu />
      </Suspense>
      <History />
      <Suspense>
        <Share />
        <ThemePicker />
      </Suspense>
    </header>
  )
})
