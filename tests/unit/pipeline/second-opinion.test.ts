import { beforeAll, describe, expect, it } from 'vitest'
import { SAMPLE_DAY_NAME, sampleDay } from '../../../src/engine/intake/sample-day'
import type { Outcome } from '../../../src/engine/failure'
import type { ModelDocument } from '../../../src/engine/model/document'
import { Engine } from '../../../src/engine/pipeline/engine'
import type { Host } from '../../../src/engine/pipeline/job'
import type { OpinionAtThreshold } from '../../../src/engine/pipeline/opinion-answers'
import { localPool } from '../../../src/engine/pipeline/shard-gate'
import { textSource } from '../../../src/worker/file-source'

const host: Host = { nowMs: () => 0, letOthersRun: () => Promise.resolve() }
const SETTINGS = { seed: 42, smallestClusterCount: 1, largestClusterCount: 4, restartCount: 1, maxIterations: 20 }

const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.failure.sentence)
  return outcome.value
}

async function sampleEngine(shardCount: number): Promise<{ engine: Engine; threshold: number }> {
  const pool = localPool(shardCount)
  const engine = new Engine(host, () => pool)
  must(await engine.open(textSource(SAMPLE_DAY_NAME, sampleDay(1)), {}, [], true, () => undefined))
  const { threshold } = must(await engine.run(SETTINGS, () => undefined))
  return { engine, threshold }
}

describe('the second opinion on the sample', () => {
  let engine: Engine
  let threshold: number
  let opinion: OpinionAtThreshold
  let rows: readonly Uint32Array[]
  let before: { readonly scores: Float32Array; readonly model: ModelDocument }

  beforeAll(async () => {
    ;({ engine, threshold } = await sampleEngine(1))
    rows = must(await engine.stories(threshold))!.stories.map((story) => story.rows)
    before = { scores: engine.rowMarks()!.scores.slice(), model: engine.model(threshold) }
    expect(engine.opinionOf(rows[0]![0]!, threshold)).toBeNull()
    opinion = must(await engine.opinionAt(threshold, rows))!
  }, 60_000)

  it('agrees story by story on as many flows as in all', () => {
    expect(opinion.agreedPerStory).toHaveLength(rows.length)
    expect(opinion.agreedPerStory.reduce((sum, count) => sum + count, 0)).toBe(opinion.agreedCount)
    expect(opinion.agreedCount).toBeGreaterThan(0)
    expect(opinion.headline).toContain(`of the ${opinion.flaggedCount} flagged flows`)
  })

  it('has as many strangest as are flagged, but for equals, and lists none of them that are', async () => {
    const own = opinion.sharedCount + opinion.nearCount + opinion.alone.length
    expect(Math.abs(own - opinion.flaggedCount)).toBeLessThanOrEqual(5)
    expect(opinion.alone.length).toBeGreaterThan(0)
    const order = await engine.rank({
      search: '',
      sortBy: 'score',
      descending: true,
      clusters: null,
      flaggedOnly: true,
      threshold,
      among: opinion.alone,
    })
    expect(order).toHaveLength(0)
  })

  it('says of a row what it has counted', () => {
    for (const row of rows[0]!.subarray(0, 5)) {
      expect(engine.opinionOf(row, threshold)!.sentence).toMatch(
        /^The isolation forest (agrees|does not agree): to it, /,
      )
    }
    const [alone] = opinion.alone
    expect(engine.opinionOf(alone!, threshold)!.sentence).toMatch(/^Strange to the isolation forest alone: /)
  })

  it('changes neither the ranking nor the model', () => {
    expect(engine.rowMarks()!.scores).toEqual(before.scores)
    expect(engine.model(threshold)).toEqual(before.model)
  })

  it('ends when another run begins, and is then the same for three shards', async () => {
    const { engine: other } = await sampleEngine(3)
    const asked = other.opinionAt(threshold, rows)
    const run = other.run(SETTINGS, () => undefined)
    const answer = await asked
    expect(answer.ok ? 'answered' : answer.failure.code).toBe('cancelled')
    expect(must(await run).threshold).toBe(threshold)
    expect(must(await other.opinionAt(threshold, rows))).toEqual(opinion)
  })
})
