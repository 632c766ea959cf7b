import { createRoot, hydrateRoot, type RootOptions } from 'react-dom/client'
import { App } from './ui/App.tsx'
import { bindAddressBar, fromAddressBar } from './ui/address-bar.ts'
import { narrow } from './ui/hooks.ts'
import type { Panel } from './explain/panel.ts'
import { createModel, type Pictured } from './ui/model.ts'
import { loadParts, loadPartsOnFirstAct } from './ui/part.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no #root')
const page = document.documentElement

/** What the pre-rendered page shows lit, and what its controls say. */
function pictured(): Pictured | undefined {
  const { lights, panel } = root?.querySelector<HTMLElement>('[data-lights]')?.dataset ?? {}
  if (lights === undefined || panel === undefined) return undefined
  return { lit: lights.split(' '), panel: JSON.parse(panel) as Panel }
}

/** A part that fails says so in its place; the console need not call it an error again. */
const told: RootOptions = {
  onCaughtError: (error) => console.info('A part of the page failed:', error),
}

/** Where a linked page cannot be drawn, it says so. */
function missing(error: unknown): void {
  console.info('The page could not be loaded:', error)
  const words = document.createElement('p')
  words.setAttribute('role', 'alert')
  words.textContent = 'The code of this page could not be loaded. Reload the page to try again.'
  root?.replaceChildren(words)
}

/** A story other than the pre-rendered one is drawn anew, with all its code; boot.js has hidden the default. */
async function draw(container: HTMLElement): Promise<void> {
  await loadParts()
  const model = createModel(fromAddressBar())
  bindAddressBar(model)
  container.replaceChildren()
  createRoot(container, told).render(<App model={model} />)
}

/** The pre-rendered page is the default story. A narrow screen wants other pictures, so that it waits for no act. */
function enliven(container: HTMLElement): void {
  const model = createModel(undefined, pictured())
  bindAddressBar(model)
  loadPartsOnFirstAct()
  if (matchMedia(narrow).matches) void loadParts().catch(() => undefined)
  hydrateRoot(container, <App model={model} />, told)
}

if (root.firstElementChild !== null && page.dataset['linked'] === undefined) enliven(root)
else await draw(root).catch(missing)
delete page.dataset['linked']
