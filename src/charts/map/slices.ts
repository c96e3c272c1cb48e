/**
 * Slices: long drawing work cut so that the page never stops for more than a frame.
 *
 * The work is a generator that yields every few thousand dots; a slice runs it for some milliseconds, the next one
 * follows with the next frame. Jobs under way at the same time share a frame's time, the older one first.
 */

/** Leaves half of a 16 ms frame to the browser. */
const SLICE_MS = 8

export interface Job {
  cancel(): void
}

/** When the frame began, by the browser's clock of frames, and until when there is time in it. */
let shared = { frame: -1, until: 0 }

/** Runs `work` slice by slice, the first one with the next frame; `done` follows in the frame of the last slice. */
export function runInSlices<T>(work: Generator<void, T>, done: (made: T) => void, sliceMs = SLICE_MS): Job {
  let request = requestAnimationFrame(slice)
  function slice(frame: number): void {
    if (shared.frame !== frame) shared = { frame, until: performance.now() + sliceMs }
    do {
      const step = work.next()
      if (step.done === true) return done(step.value)
    } while (performance.now() < shared.until)
    request = requestAnimationFrame(slice)
  }
  return { cancel: () => cancelAnimationFrame(request) }
}

/**
 * A loop over `count` things, some of them at a time. A loop runs several times slower inside of a generator than in a
 * function that the generator calls (V8, 25 Nov 2026).
 */
export function* inSteps(
  count: number,
  stepCount: number,
  loop: (from: number, to: number) => void,
): Generator<void, void> {
  for (let from = 0; from < count; from += stepCount) {
    loop(from, Math.min(count, from + stepCount))
    yield
  }
}

/** Runs `work` to its end, at once. */
export function runAtOnce<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}
