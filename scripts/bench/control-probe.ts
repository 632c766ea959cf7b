/** What a control is worked with: its kind decides the keys. */
export interface Control {
  readonly key: string
  readonly kind: 'switch' | 'choice' | 'button'
}

export interface ControlProbe {
  /** Opens the folds that are closed; false when there was none, or none that stays open. */
  openFolds(): boolean
  /** Every control of the page that can be worked now, by key. */
  list(): readonly Control[]
  /** Shows and focuses a control, and waits for its next change; false when the control is gone. */
  arm(key: string): boolean
  /** Comes when nothing of the page has changed for a while; gives the milliseconds from the key to the last change. */
  settled(): Promise<number>
  /** Milliseconds from the key to the paint of the change; null when nothing changed. */
  result(): Promise<number | null>
}

declare global {
  interface Window {
    controlProbe: ControlProbe
  }
}

/**
 * Runs in the page, before its own scripts: puts `window.controlProbe` there. It stands alone, as it is
 * sent to the page as text. A change is timed from the key's own time stamp to the first task after the
 * frame that follows it.
 */
export function installControlProbe(): void {
  const wanted = 'input[type=radio], input[type=checkbox], input[type=range], select, button[data-bench]'
  const patience = 2000
  const quiet = 200
  let changed = 0
  let began = 0
  let outcome: Promise<number | null> = Promise.resolve(null)
  let painted: ((ms: number) => void) | undefined

  function elements(): ReadonlyMap<string, HTMLInputElement | HTMLSelectElement | HTMLButtonElement> {
    const found = new Map<string, HTMLInputElement | HTMLSelectElement | HTMLButtonElement>()
    const region = document.querySelectorAll('[data-region="controls"]')
    for (const part of region) {
      const inside = part.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLButtonElement>(wanted)
      for (const element of inside) {
        if (element.matches(':disabled')) continue
        const name = element.name || element.dataset['bench'] || element.id
        const radio = element.type === 'radio'
        const taken = found.has(name) && !radio
        const key = taken ? `${name}.${element.value}` : name
        if (!found.has(key) || (element instanceof HTMLInputElement && element.checked))
          found.set(key, element)
      }
    }
    return found
  }

  function afterPaint(): void {
    const report = painted
    const start = began
    painted = undefined
    if (report === undefined) return
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => report(performance.now() - start))
      port1.start()
      port2.postMessage(null)
    })
  }

  new MutationObserver(() => (changed = performance.now())).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  })
  for (const type of ['keydown', 'keyup']) {
    addEventListener(type, (event) => (began = event.timeStamp), true)
  }
  addEventListener('input', afterPaint, true)
  addEventListener(
    'click',
    ({ target }) => {
      if (target instanceof Element && target.closest('button[data-bench]')) afterPaint()
    },
    true,
  )

  const opened = new Set<HTMLDetailsElement>()

  window.controlProbe = {
    openFolds() {
      const all = document.querySelectorAll<HTMLDetailsElement>('[data-region="controls"] details')
      const closed = [...all].filter((fold) => !fold.open && !opened.has(fold))
      for (const fold of closed) {
        opened.add(fold)
        fold.open = true
      }
      return closed.length > 0
    },
    list: () =>
      [...elements()].map(([key, element]) => {
        if (element instanceof HTMLButtonElement) return { key, kind: 'button' }
        return { key, kind: element.type === 'checkbox' ? 'switch' : 'choice' }
      }),
    arm(key) {
      const element = elements().get(key)
      if (element === undefined) return false
      for (
        let fold = element.closest('details');
        fold;
        fold = fold.parentElement?.closest('details') ?? null
      ) {
        fold.open = true
      }
      element.focus()
      outcome = new Promise((resolve) => {
        painted = resolve
        setTimeout(() => resolve(null), patience)
      })
      return true
    },
    settled: () =>
      new Promise((resolve) => {
        const look = () =>
          performance.now() - changed < quiet
            ? setTimeout(look, quiet / 4)
            : resolve(Math.max(changed - began, 0))
        look()
      }),
    result: () => outcome,
  }
}
