import { renderToString } from 'react-dom/server'
import { answeredOf } from './answered.ts'
import { App } from './App.tsx'
import { createModel, type Model, type Pictured } from './model.ts'
import { loadParts } from './part.ts'

/** A page at the default story, with what its answer lights. */
function createModelWithAnswer(pictured?: Pictured): Model {
  const model = createModel(undefined, pictured)
  answeredOf(model)
  return model
}

/** Gives the HTML of the default story, for the build to put into the page. */
export async function prerender(): Promise<string> {
  await loadParts()
  const { lit, panel } = createModelWithAnswer()
  const { ids, picked } = lit.getState()
  const model = createModelWithAnswer({ lit: [picked, ...ids], panel: panel.getState() })
  return renderToString(<App model={model} />)
}
