import { escapeXml } from './escape.ts'

/** Attributes by name; those that are undefined or empty are not written. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

const value = (given: string | number) =>
  typeof given === 'number' ? String(Math.round(given * 100) / 100) : escapeXml(given)

const opening = (name: string, attributes: Attributes) =>
  Object.entries(attributes)
    .filter(([, given]) => given !== undefined && given !== '')
    .reduce((tag, [key, given]) => `${tag} ${key}="${value(given ?? '')}"`, `<${name}`)

/** An element without content. */
export const empty = (name: string, attributes: Attributes) => `${opening(name, attributes)}/>`

/** An element that holds text. */
export const holding = (name: string, attributes: Attributes, text: string) =>
  `${opening(name, attributes)}>${escapeXml(text)}</${name}>`

/** An element that holds others, as lines. */
export const around = (name: string, attributes: Attributes, lines: readonly string[]): readonly string[] => [
  `${opening(name, attributes)}>`,
  ...lines.map((line) => `  ${line}`),
  `</${name}>`,
]
