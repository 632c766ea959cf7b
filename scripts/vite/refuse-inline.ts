const refused: readonly (readonly [RegExp, string])[] = [
  [/\sstyle\s*=/i, 'a style attribute'],
  [/\son[a-z]+\s*=/i, 'an inline event handler'],
  [/^<(?:script|style)\b/i, 'an inline script or style'],
]

/**
 * Takes pre-rendered HTML; throws when it has what the page's content security policy would block,
 * naming the tag.
 */
export function refuseInline(html: string): void {
  for (const [tag] of html.matchAll(/<[a-z][^>]*>/gi)) {
    const bare = tag.replace(/"[^"]*"/g, '""')
    for (const [pattern, what] of refused) {
      if (pattern.test(bare)) throw new Error(`the pre-rendered story has ${what}: ${tag}`)
    }
  }
}
