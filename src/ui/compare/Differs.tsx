/** The mark of a row that differs. */
export function Differs({ when }: { readonly when: boolean }) {
  return (
    <span className="differs-mark">
      {when && (
        <>
          <span aria-hidden="true">≠</span>
          <span className="visually-hidden">differs: </span>
        </>
      )}
    </span>
  )
}
