/**
 * From the frame's callback to its picture, in ms: painting, compositing and whatever waits for them come first.
 * A timer of 0 would run before other tasks of that moment, the reader's next action among them.
 */
const presenting = 10

/** Runs `action` when the next frame is on the screen. Returns a function that calls it off. */
export function afterPaint(action: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(action, presenting)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
