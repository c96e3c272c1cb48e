import { beforeAll, describe, expect, it } from 'vitest'
import { blockCountOf } from '../../../src/engine/numeric/blocks'
import type { Outcome } from '../../../src/engine/failure'
import type { Progress } from '../../../src/engine/pipeline/job'
import { csvOf, MADE_COLUMNS, madeRows, SETTINGS, WatchedEngine } from './made-flows'

const ROWS = 30_000
const BLOCKS = blockCountOf(ROWS)
const COLUMNS = MADE_COLUMNS.length
const source = csvOf(MADE_COLUMNS, madeRows(ROWS))
const RUN_STAGES: readonly Progress['stage'][] = ['features', 'elbow', 'map', 'scores', 'reasons']

const watched = new WatchedEngine()
const { engine } = watched
let breaths: ReadonlyMap<Progress['stage'], number>
let shares: ReadonlyMap<Progress['stage'], readonly number[]>
let found: string

const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.failure.sentence)
  return outcome.value
}

/** Enough of what the screens ask to notice that something of it has changed. */
async function whatIsFound(): Promise<string> {
  const query = { search: '', sortBy: 'score', descending: true, clusters: null, flaggedOnly: true, threshold: 2 }
  const order = await engine.rank(query)
  const rows = await engine.rows([...order.subarray(0, 20)])
  return JSON.stringify([[...order], rows, await engine.explain(order[0]!), engine.model(2), engine.atThreshold(2)])
}

const code = (outcome: Outcome<unknown>): string => (outcome.ok ? 'done' : outcome.failure.code)

beforeAll(async () => {
  must(await engine.open(source, {}, [], false, watched.onProgress))
  must(await engine.run(SETTINGS, watched.onProgress))
  breaths = new Map(watched.breaths)
  shares = new Map(watched.shares)
  found = await whatIsFound()
}, 120_000)

describe('a run of 30,000 flows', () => {
  // What a stage can't do with less: walks over all blocks of rows, and over all columns at eight blocks at once.
  it.each([
    ['read', COLUMNS],
    ['features', 2 * BLOCKS],
    ['elbow', SETTINGS.largestClusterCount * 2 * BLOCKS],
    ['map', 2 * BLOCKS],
    ['scores', 2 * BLOCKS + 4 * COLUMNS],
    ['reasons', BLOCKS + COLUMNS],
  ] as const)('breathes in the stage “%s” at least %i times', (stage, atLeast) => {
    expect(breaths.get(stage)).toBeGreaterThanOrEqual(atLeast)
  })

  it('reports progress that grows, from 0 to 1', () => {
    for (const [stage, said] of shares) {
      expect(said[0], stage).toBe(0)
      expect(said.at(-1), stage).toBe(1)
      expect(said, stage).toEqual([...said].sort((a, b) => a - b))
    }
  })
})

describe('a wish to stop', () => {
  it.each(RUN_STAGES)(
    'is answered at the very breath it is heard in, early, midway and late in “%s”',
    async (stage) => {
      const count = breaths.get(stage)!
      for (const place of new Set([0, count >> 1, count - 2])) {
        let breathsAfter = 0
        watched.forget()
        watched.atBreath = (at, before) => {
          if (at === stage && before === place) engine.cancel()
          else if (at === stage && before > place) breathsAfter++
        }
        expect(code(await engine.run(SETTINGS, watched.onProgress))).toBe('cancelled')
        // The groups of the score's two views are found side by side: the other one hears it at its own next breath.
        expect(breathsAfter).toBeLessThanOrEqual(stage === 'scores' ? 1 : 0)
      }
      watched.forget()
      expect(await whatIsFound()).toBe(found)
    },
    120_000,
  )

  it('while another file is read leaves the first one open', async () => {
    const count = breaths.get('read')!
    for (const place of [0, count >> 1, count - 2]) {
      watched.forget()
      watched.atBreath = (_, before) => before === place && engine.cancel()
      const other = csvOf(MADE_COLUMNS, madeRows(ROWS, 2), 'other.csv')
      expect(code(await engine.open(other, {}, [], false, watched.onProgress))).toBe('cancelled')
    }
    watched.forget()
    expect(await whatIsFound()).toBe(found)
    expect(must(await engine.overrule([])).file.name).toBe('made.csv')
  })

  it('stops another grouping, and the one on screen stays', async () => {
    const shown = JSON.parse(found)[3].clusters.clusterCount as number
    watched.forget()
    watched.atBreath = (_, before) => before === 5 && engine.cancel()
    expect(code(await engine.group(shown === 3 ? 4 : 3))).toBe('cancelled')
    watched.forget()
    expect(await whatIsFound()).toBe(found)
  })

  it('stops an export, and the next one is whole', async () => {
    watched.forget()
    watched.atBreath = (_, before) => before === 40 && engine.cancel()
    expect(code(await engine.exportRows('all', 2, null))).toBe('cancelled')
    watched.forget()
    const pieces = must(await engine.exportRows('all', 2, null))
    expect(pieces.join('').trimEnd().split(/\r?\n/)).toHaveLength(ROWS + 1)
    const breathsOfExport = [...watched.breaths.values()].reduce((sum, count) => sum + count, 0)
    expect(breathsOfExport).toBeGreaterThanOrEqual(ROWS / 100)
  })

  it('stops a second file while it is read, matched and scored; once it is let be, it is scored', async () => {
    const second = csvOf(MADE_COLUMNS, madeRows(9000, 3), 'second.csv')
    for (const place of [0, 8]) {
      watched.forget()
      watched.atBreath = (_, before) => before === place && engine.cancel()
      expect(code(await engine.openSecond(second, {}, false, watched.onProgress))).toBe('cancelled')
    }
    watched.forget()
    must(await engine.openSecond(second, {}, false, watched.onProgress))
    for (const stage of ['features', 'scores'] as const) {
      watched.forget()
      watched.atBreath = (at) => at === stage && engine.cancel()
      expect(code(await engine.scoreSecond(watched.onProgress))).toBe('cancelled')
    }
    watched.forget()
    expect(must(await engine.scoreSecond(watched.onProgress)).rowCount).toBe(9000)
    expect(await whatIsFound()).toBe(found)
  })

  it('has nothing to stop once all is done', async () => {
    engine.cancel()
    expect(await whatIsFound()).toBe(found)
  })
})
