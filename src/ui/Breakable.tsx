import { Fragment } from 'react'

/** Where the parts of an identifier or a condition end: behind `_`, `(`, `.` and `->`. */
const ends = /(?<=[_(.]|->)(?=[A-Za-z0-9])/

/** Code that may go on in the next line where its parts end, and else nowhere. */
export function Breakable({ code }: { readonly code: string }) {
  return code.split(ends).map((part, at) => (
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}
