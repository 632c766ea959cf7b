import { useState } from 'react'

const themes = [
  { id: 'system', name: 'As the system' },
  { id: 'light', name: 'Light' },
  { id: 'dark', name: 'Dark' },
  { id: 'projector', name: 'Projector' },
] as const

type Theme = (typeof themes)[number]['id']

/** Sets the theme and keeps it, where the browser keeps anything. */
function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  try {
    if (theme === 'system') localStorage.removeItem('theme')
    else localStorage.setItem('theme', theme)
  } catch (error) {
    console.info('The theme is not kept:', error)
  }
}

/** Light, dark, or for a projector. */
export function ThemePicker() {
  const [theme, setTheme] = useState<Theme>('system')
  const kept = () => setTheme((document.documentElement.dataset['theme'] as Theme | undefined) ?? 'system')
  return (
    <>
      <button type="button" className="theme" popoverTarget="theme" aria-label="Theme" onClick={kept}>
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6" className="theme-ring" />
          <path d="M8 2A6 6 0 0 1 8 14Z" className="theme-half" />
        </svg>
      </button>
      <div id="theme" popover="auto" className="menu theme-menu" role="radiogroup" aria-label="Theme">
        {themes.map(({ id, name }) => (
          <label key={id}>
            <input
              type="radio"
              name="theme"
              checked={theme === id}
              onChange={() => {
                setTheme(id)
                apply(id)
              }}
            />
            {name}
          </label>
        ))}
      </div>
    </>
  )
}
