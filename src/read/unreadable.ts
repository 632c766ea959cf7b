/** Why a text cannot be read, and at which of its lines (counted from 1) where there is one. */
export class Unreadable extends Error {
  readonly reason: string
  readonly line: number | null

  constructor(reason: string, line: number | null = null) {
    super(line === null ? reason : `line ${line}: ${reason}`)
    this.name = 'Unreadable'
    this.reason = reason
    this.line = line
  }
}
