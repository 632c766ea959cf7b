import { renderToString } from 'react-dom/server'
import { answeredOf } from './answered.ts'
import { App } from './App.tsx'
import { createModel, type Model } from './model.ts'
import { loadParts } from './part.ts'

/** A page at the default story, with what its answer lights. */
function createModelWithAnswer(lights?: readonly string[]): Model {
  const model = createModel(undefined, lights)
  answeredOf(model)
  return model
}

/** Gives the HTML of the default story, for the build to put into the page. */
export async function prerender(): Promise<string> {
  await loadParts()
  const { lit } = createModelWithAnswer()
  const { ids, picked } = lit.getState()
  const model = createModelWithAnswer([picked, ...ids])
  return renderToString(<App model={model} />)
}
