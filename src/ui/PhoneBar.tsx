import { linkOf } from './address-bar.ts'
import { useModel, usePanel } from './hooks.ts'
import { useCopy } from './share/copy.ts'

/** Below 960 px: opens the settings, names the values most likely to matter, copies the link. */
export function PhoneBar({ open, onOpen }: { readonly open: boolean; onOpen(): void }) {
  const model = useModel()
  const brief = usePanel((panel) => panel.brief)
  const [copied, copy] = useCopy()
  return (
    <div className="phone-bar">
      <button type="button" aria-expanded={open} aria-controls="controls" onClick={onOpen}>
        <b>Settings</b>
        <span>{brief}</span>
      </button>
      <button type="button" className="primary" onClick={() => copy(linkOf(model))}>
        {copied === 'done' ? 'Copied' : copied ? 'Not copied' : 'Copy link'}
      </button>
    </div>
  )
}
