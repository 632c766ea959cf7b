/** Safe or not: a mark of its own shape, and the word. */
export const Verdict = ({ safe }: { readonly safe: boolean }) => (
  <span className="coherent" data-safe={safe}>
    <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      {safe ? (
        <>
          <circle cx="7" cy="7" r="6" />
          <path d="M4 7.2L6.2 9.4L10 5" />
        </>
      ) : (
        <>
          <rect x="1" y="1" width="12" height="12" rx="2" />
          <path d="M4.2 4.2L9.8 9.8M9.8 4.2L4.2 9.8" />
        </>
      )}
    </svg>{' '}
    {safe ? 'safe' : 'unsafe'}
  </span>
)
