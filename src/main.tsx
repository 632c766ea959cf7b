import { createRoot, hydrateRoot } from 'react-dom/client'
import { App } from './ui/App.tsx'
import { bindAddressBar, fromAddressBar } from './ui/address-bar.ts'
import { createModel } from './ui/model.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no #root')
const page = document.documentElement

// The pre-rendered page is the default story. Any other is drawn anew, and boot.js has hidden the default.
const linked = page.dataset['linked'] !== undefined
const model = createModel(linked ? fromAddressBar() : undefined)
bindAddressBar(model)
if (root.firstElementChild !== null && !linked) hydrateRoot(root, <App model={model} />)
else {
  root.replaceChildren()
  createRoot(root).render(<App model={model} />)
}
delete page.dataset['linked']
