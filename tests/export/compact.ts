const columns = 120

/** A value as JSON on one line, with blanks. */
const inline = (value: unknown): string => JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ')

function lines(value: unknown, start: string, indent: string): string {
  const short = start + inline(value)
  if (typeof value !== 'object' || value === null || short.length < columns) return short
  const inside = Array.isArray(value)
    ? value.map((one) => lines(one, `${indent}  `, `${indent}  `))
    : Object.entries(value).map(([key, one]) =>
        lines(one, `${indent}  ${JSON.stringify(key)}: `, `${indent}  `),
      )
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${start}${open}\n${inside.join(',\n')}\n${indent}${close}`
}

/** A value as JSON for a reader: what fits on a line stands on one. */
export const compact = (value: unknown): string => `${lines(value, '', '')}\n`
