import { useLayoutEffect } from 'react'
import { showsScenario } from '../scenario/view.ts'
import { redo, undo } from '../scenario/store.ts'
import { useModel } from './hooks.ts'

const typesText = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text')

/** Heard from the first paint on. Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) outside of text fields; Esc leads from a diagram back to the controls. */
export function useKeys(): void {
  const { scenario } = useModel()
  useLayoutEffect(() => {
    let last: HTMLElement | null = null
    const focused = (event: FocusEvent) => {
      const target = event.target
      if (target instanceof HTMLElement && target.closest('[data-region="controls"]')) last = target
    }
    const pressed = (event: KeyboardEvent) => {
      const key = String(event.key).toLowerCase()
      if (key === 'escape' && event.target instanceof SVGElement) return last?.focus()
      if (!(event.ctrlKey || event.metaKey) || typesText(event.target)) return
      const again = key === 'y' || (key === 'z' && event.shiftKey)
      if ((!again && key !== 'z') || !showsScenario(scenario.getState().view)) return
      event.preventDefault()
      if (again) redo(scenario)
      else undo(scenario)
    }
    document.addEventListener('focusin', focused)
    document.addEventListener('keydown', pressed)
    return () => {
      document.removeEventListener('focusin', focused)
      document.removeEventListener('keydown', pressed)
    }
  }, [scenario])
}
