import { expect, it } from 'vitest'
import { bytesSource } from '../../../src/engine/intake/source'
import { Cancelled, type Pulse } from '../../../src/engine/numeric/pulse'
import { openFile } from '../../../src/engine/pipeline/open-file'

const bytes = new TextEncoder().encode(
  `proto,bytes,host\n${Array.from({ length: 3000 }, (_, row) => `tcp,${row * 7},h${row % 50}\n`).join('')}`,
)

/** Stops at its nth breath, and whatever waits on others with it. */
function pulseThatStops(breaths: number): { readonly pulse: Pulse; readonly left: () => number } {
  let left = breaths
  let refuse: (reason: Error) => void = () => undefined
  const stopped = new Promise<never>((_, reject) => (refuse = reject))
  stopped.catch(() => undefined)
  const breathe = async (): Promise<void> => {
    if (--left === 0) refuse(new Cancelled())
    await new Promise((done) => setImmediate(done))
    if (left <= 0) throw new Cancelled()
  }
  return { pulse: { report: () => undefined, breathe, stopped }, left: () => left }
}

it('a file that is stopped at any breath is stopped, and nothing that was under way complains', async () => {
  const complaints: unknown[] = []
  const complain = (reason: unknown): void => void complaints.push(reason)
  process.on('unhandledRejection', complain)
  let stops = 0
  for (let breaths = 1, wasRead = false; !wasRead; breaths++) {
    const { pulse } = pulseThatStops(breaths)
    try {
      wasRead = (await openFile(bytesSource('flows.csv', bytes), {}, [], { synthetic: false }, pulse)).ok
    } catch (error) {
      expect(error).toBeInstanceOf(Cancelled)
      stops++
    }
    await new Promise((done) => setImmediate(done))
  }
  process.off('unhandledRejection', complain)
  expect(complaints).toEqual([])
  expect(stops).toBeGreaterThan(5)
})
