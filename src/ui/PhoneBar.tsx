import { linkOf } from './address-bar.ts'
import { useModel, usePanel } from './hooks.ts'
import { useCopy } from './share/copy.ts'
import { CopyOutcome } from './share/CopyOutcome.tsx'

/** Below 960 px: opens the settings, names the values most likely to matter, copies the link. */
export function PhoneBar({ open, onOpen }: { readonly open: boolean; onOpen(): void }) {
  const model = useModel()
  const brief = usePanel((panel) => panel.brief)
  const copying = useCopy()
  const { copied, copy } = copying
  return (
    <div className="phone-bar">
      <button type="button" aria-expanded={open} aria-controls="controls" onClick={onOpen}>
        <b>Settings</b>
        <span>{brief}</span>
      </button>
      <button type="button" className="primary" onClick={() => copy('Link', linkOf(model))}>
        {copied?.is === 'done' ? 'Copied' : 'Copy link'}
      </button>
      <CopyOutcome of={copying} />
    </div>
  )
}
