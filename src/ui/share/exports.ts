import aliasesCss from '../../diagrams/aliases/aliases.css?raw'
import diagramCss from '../../diagrams/diagram.css?raw'
import walkCss from '../../diagrams/walk/walk.css?raw'
import { asJson } from '../../export/json.ts'
import { resolveCss, scenarioSvg } from '../../export/svg.ts'
import { asText } from '../../export/text.ts'
import type { Outcome } from '../../explain/resolve.ts'
import tokensCss from '../styles/tokens.css?raw'

/** The custom properties of the page's own sheet, as they hold without a theme. */
function tokens(): Readonly<Record<string, string>> {
  const [root = ''] = tokensCss.match(/:root \{[^}]*\}/) ?? []
  return Object.fromEntries(
    [...root.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

/** The answer for a mail: ASCII of at most 72 columns. */
export const text = (outcome: Outcome, link: string) => asText(outcome, link)

/** The answer for a program. */
export const json = (outcome: Outcome, link: string) => asJson(outcome, link)

/** The answer as a picture that needs nothing beside it. */
export const svg = (outcome: Outcome, link: string) =>
  scenarioSvg(outcome, resolveCss(`${diagramCss}\n${walkCss}\n${aliasesCss}`, tokens()), { link })
