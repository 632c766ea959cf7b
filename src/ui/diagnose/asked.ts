import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Besides } from '../../scenario/besides.ts'

/** The two questions as an address holds them. */
export type Asked = Pick<Besides, 'seen' | 'on'>

/** What was asked last in this session. A reload forgets it. */
const asked = createStore<Asked>(() => ({ seen: null, on: null }))

/** What was asked last, for a link that leads back to it. */
export const useAsked = () => useStore(asked)

export const keepAsked = (now: Asked) => asked.setState(now, true)
