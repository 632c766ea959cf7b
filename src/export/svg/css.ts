const variable = /var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)/g
const comment = /\/\*.*?\*\//gs
const byScheme = /light-dark\(\s*([^,()]+?)\s*,[^()]*\)/g

/**
 * A style sheet that stands alone: each `var(--name)` becomes its token, which may name others, or what the
 * sheet gives instead; of two schemes it is the light one, as pictures are drawn on paper. `tokens` are custom
 * properties by their names, `--paper`. @throws RangeError for a token that there is not
 */
export const resolveCss = (css: string, tokens: Readonly<Record<string, string>>): string =>
  withTokens(css, tokens).replace(byScheme, '$1').replace(comment, '').trim()

function withTokens(css: string, tokens: Readonly<Record<string, string>>): string {
  return css.replace(variable, (_, name: string, otherwise?: string) => {
    const { [name]: value = otherwise, ...others } = tokens
    if (value === undefined) throw new RangeError(`tokens: there is no ${name}`)
    return withTokens(value.trim(), others)
  })
}
