/**
 * Slices: long drawing work cut so that the page never stops for more than a frame.
 *
 * The work is a generator that yields every few thousand dots; a slice runs it for some milliseconds, the next one
 * follows with the next frame.
 */

/** Leaves half of a 16 ms frame to the browser. */
const SLICE_MS = 8

export interface Job {
  cancel(): void
}

/** Runs `work` slice by slice, the first one with the next frame; `done` follows in the frame of the last slice. */
export function runInSlices<T>(work: Generator<void, T>, done: (made: T) => void, sliceMs = SLICE_MS): Job {
  let frame = requestAnimationFrame(slice)
  function slice(): void {
    const until = performance.now() + sliceMs
    do {
      const step = work.next()
      if (step.done === true) return done(step.value)
    } while (performance.now() < until)
    frame = requestAnimationFrame(slice)
  }
  return { cancel: () => cancelAnimationFrame(frame) }
}
