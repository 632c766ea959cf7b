import type { CitationId } from '../cite/citations.ts'
import type { Exit } from './exit.ts'

/**
 * One check of a kernel function, as a row. `test` is its condition as it stands in the source, with `{name}` for
 * an operand; the empty text always holds. Where it holds, the row leaves the function (`exit`), sets values
 * (`sets`), or opens a block of further checks (`inner`).
 */
export interface Check {
  readonly id: string
  readonly cite: readonly CitationId[]
  /** What the row does, in half a sentence. */
  readonly says: string
  /** Why, in half a sentence. */
  readonly because: string
  readonly test: string
  readonly exit?: Exit
  readonly sets?: Readonly<Record<string, boolean>>
  readonly inner?: readonly Check[]
  /** What the posted code gets wrong here, as a clause. */
  readonly defect?: string
  /** The release that brought the row, where it came after the first that the policies know. */
  readonly since?: string
}

/** A kernel function, or a stretch of one, with its checks in their order. */
export interface KernelFunction {
  readonly id: string
  /** As it is called, with parentheses. */
  readonly name: string
  readonly cite: CitationId
  /** When it is called at all; absent where it always is. */
  readonly when?: string
  readonly checks: readonly Check[]
}
