import { columns } from './paragraph.ts'

const mark = '[1] '

/** A link in the characters that an address may have; the rest is percent-encoded. */
const clean = (link: string) =>
  link.replace(/\p{Surrogate}/gu, '').replace(/[^\x21-\x7e]|[<>"]/gu, encodeURIComponent)

/** Where a link can be broken: behind a character that cannot be taken for the end of a word. */
function breakAt(link: string, width: number): number {
  const last = Math.max(...['&', '?', '/'].map((c) => link.lastIndexOf(c, width - 1)))
  if (last > width / 2) return last + 1
  return link[width - 1] === '-' ? width - 1 : width
}

/**
 * The link as a footnote. One that is longer than a line stands between angle brackets over several lines,
 * as RFC 3986, appendix C has it: who pastes it into a browser gets it in one piece.
 */
export function footnote(link: string): readonly string[] {
  const whole = clean(link)
  if (mark.length + whole.length <= columns) return [mark + whole]
  const lines: string[] = []
  let rest = `${mark}<${whole}>`
  while (rest.length > columns) {
    const at = breakAt(rest, columns)
    lines.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  return [...lines, rest]
}
