import { renderToString } from 'react-dom/server'
import { App } from './App.tsx'
import { createModel } from './model.ts'

/** Gives the HTML of the default story, for the build to put into the page. */
export function prerender(): string {
  return renderToString(<App model={createModel()} />)
}
