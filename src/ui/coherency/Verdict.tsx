interface Props {
  readonly safe: boolean
  readonly word?: string
}

/** A mark of its own shape for either. */
export const VerdictMark = ({ safe }: Pick<Props, 'safe'>) => (
  <svg className="verdict-mark" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
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
  </svg>
)

/** Safe or not: the mark, and the word. */
export const Verdict = ({ safe, word = safe ? 'safe' : 'unsafe' }: Props) => (
  <span className="coherent" data-safe={safe}>
    <VerdictMark safe={safe} /> {word}
  </span>
)
