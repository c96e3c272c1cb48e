/**
 * Breathing: lets messages in between two pieces of work, without the 4 ms that nested timers cost.
 */

const { port1, port2 } = new MessageChannel()
const waiting: (() => void)[] = []
port1.onmessage = () => waiting.shift()?.()

/** Resolves once the messages that wait have been handled. */
export const letOthersRun = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve)
    port2.postMessage(null)
  })
