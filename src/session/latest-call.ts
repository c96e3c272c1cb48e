/**
 * Latest call: questions that come faster than answers, as while a handle is dragged or a word is typed.
 *
 * One call runs at a time; of those asked for meanwhile only the last is made, so the last question is the one answered.
 */

export type LatestCall<A extends unknown[]> = (...question: A) => Promise<void>

/** @param ask rejects only when the worker died, which the session has told already */
export function latestCall<A extends unknown[]>(ask: (...question: A) => Promise<void>): LatestCall<A> {
  let waiting: A | null = null
  let running: Promise<void> | null = null

  const work = async (): Promise<void> => {
    while (waiting !== null) {
      const question = waiting
      waiting = null
      await ask(...question).catch(() => undefined)
    }
    running = null
  }
  return (...question) => {
    waiting = question
    running ??= work()
    return running
  }
}
