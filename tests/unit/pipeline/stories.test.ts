import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { withFile } from '../../../scripts/file-source'
import type { Stories, Story } from '../../../src/engine/explaining/stories/story'
import type { Outcome } from '../../../src/engine/failure'
import { SAMPLE_DAY_NAME, sampleDay } from '../../../src/engine/intake/sample-day'
import type { ByteSource } from '../../../src/engine/intake/source'
import { Engine } from '../../../src/engine/pipeline/engine'
import type { Host } from '../../../src/engine/pipeline/job'
import { localPool } from '../../../src/engine/pipeline/shard-gate'
import type { ColumnOverride } from '../../../src/engine/table/column'
import { textSource } from '../../../src/worker/file-source'

const folder = resolve(import.meta.dirname, '../../../../shared/data/detection')
const host: Host = { nowMs: () => 0, letOthersRun: () => Promise.resolve() }
/** As the page's defaults (session/session.svelte.ts). */
const SETTINGS = { seed: 42, smallestClusterCount: 1, largestClusterCount: 12, restartCount: 4, maxIterations: 100 }
const HIDDEN: readonly ColumnOverride[] = [
  { name: '__truth', role: 'ground truth' },
  { name: '__kind', role: 'ignored' },
]

const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.failure.sentence)
  return outcome.value
}

interface Ready {
  readonly engine: Engine
  readonly threshold: number
  /** Per row what the file says it is; '' for no attack. */
  readonly kindOf: (row: number) => Promise<string>
}

async function ready(
  source: ByteSource,
  overrides: readonly ColumnOverride[],
  kindColumn: string,
  isAttack: (kind: string) => boolean,
  shardCount = 1,
): Promise<Ready> {
  const pool = localPool(shardCount)
  const engine = new Engine(host, () => pool)
  const summary = must(await engine.open(source, {}, overrides, false, () => undefined))
  const { threshold } = must(await engine.run(SETTINGS, () => undefined))
  const column = summary.columns.findIndex(({ name }) => name === kindColumn)
  const kindOf = async (row: number): Promise<string> => {
    const [cells] = await engine.rows([row])
    const kind = cells!.cells[column]!
    return isAttack(kind) ? kind : ''
  }
  return { engine, threshold, kindOf }
}

const told = async (engine: Engine, threshold: number): Promise<Stories> => {
  const stories = must(await engine.stories(threshold))
  if (stories === null) throw new Error('the rows are at hand')
  return stories
}

/** Per story its commonest kind and how many of its flows are of that kind. */
async function kindsOf({ kindOf }: Ready, stories: readonly Story[]) {
  return Promise.all(
    stories.map(async ({ rows, title }) => {
      const counts = new Map<string, number>()
      for (const row of rows) {
        const kind = await kindOf(row)
        counts.set(kind, (counts.get(kind) ?? 0) + 1)
      }
      const [kind, most] = [...counts].sort((a, b) => b[1] - a[1])[0]!
      return { title, kind, share: most / rows.length, kinds: [...counts.keys()] }
    }),
  )
}

async function expectOneKindEach(file: Ready, flaggedCount: number | null = null): Promise<void> {
  const threshold = flaggedCount === null ? file.threshold : file.engine.thresholdFor(flaggedCount)
  const { stories } = await told(file.engine, threshold)
  const found = await kindsOf(file, stories)
  expect(stories.length).toBeLessThanOrEqual(20)
  expect(found.filter(({ share }) => share < 0.9)).toEqual([])
  const flaggedKinds = new Set(found.flatMap(({ kinds }) => kinds))
  expect(new Set(found.map(({ kind }) => kind))).toEqual(flaggedKinds)
}

const SAMPLE_KINDS = ['port scan', 'SYN flood', 'exfiltration', 'SSH brute force', 'beacon']
const sample = (seed: number, shardCount = 1): Promise<Ready> =>
  ready(textSource(SAMPLE_DAY_NAME, sampleDay(seed)), [], 'label', (kind) => SAMPLE_KINDS.includes(kind), shardCount)

describe('the stories of the sample day', () => {
  let day: Ready
  beforeAll(async () => {
    day = await sample(42)
  })

  it('are of one planted kind each, at the default threshold and at a thousand flows', async () => {
    await expectOneKindEach(day)
    await expectOneKindEach(day, 1000)
  })

  it('say who did what, with the time and the line of an example', async () => {
    const { stories, headline } = await told(day.engine, day.threshold)
    expect(stories[0]!.title).toMatch(/^10\.20\.\d+\.\d+ tried \d+ ports of 10\.20\.0\.15$/)
    expect(stories[0]!.first).toMatch(/^2026-03-03 1[23]:\d\d:\d\d$/)
    expect(headline).toMatch(/^100 flows do not belong/)
    const [example] = await day.engine.rows([stories[0]!.exampleRow])
    expect(example).toMatchObject({ sourceLine: stories[0]!.exampleLine, score: stories[0]!.highestScore })
  })

  it('are called by the whole pattern that the threshold cuts them out of, with its count and times', async () => {
    const { stories } = await told(day.engine, day.threshold)
    const [scan] = stories
    const { flows, title } = scan!.partOf!
    expect(title).toBe('Looks like a port scan')
    const query = { search: '', sortBy: 'line', descending: false, clusters: null, flaggedOnly: false, threshold: 0 }
    const whole = await day.engine.rank({ ...query, pattern: flows.index })
    expect(whole.length).toBe(flows.flowCount)
    expect(scan!.flowCount).toBeLessThan(whole.length / 2)
    expect([...scan!.rows].every((row) => whole.includes(row))).toBe(true)
    const [first, last] = await day.engine.rows([whole[0]!, whole.at(-1)!])
    const clock = ({ spelled }: { readonly spelled: readonly string[] }): string =>
      new Date(Number(spelled[0]) * 1000).toISOString().slice(0, 19).replace('T', ' ')
    expect([scan!.first, scan!.last]).toEqual([clock(first!), clock(last!)])
    const ports = new Set((await day.engine.rows([...whole])).map(({ spelled }) => spelled[5]))
    expect(scan!.title).toContain(`tried ${ports.size} ports of`)

    // All of it is flagged: nothing is cut off.
    const all = await told(day.engine, day.engine.thresholdFor(700))
    const large = all.stories.filter(({ rows }) => whole.every((row) => rows.includes(row)))
    expect(large.map(({ partOf }) => partOf)).toEqual([null])
  })

  it('hold each flagged flow once, strangest first, and open to a ranking of their own', async () => {
    const threshold = day.engine.thresholdFor(1000)
    const query = { search: '', sortBy: 'score', descending: true, clusters: null, flaggedOnly: true, threshold }
    const flagged = await day.engine.rank(query)
    const { stories, flaggedCount, formedFrom } = await told(day.engine, threshold)
    expect(flaggedCount).toBe(flagged.length)
    expect(formedFrom).toBe(flagged.length)
    expect(stories.flatMap(({ rows }) => [...rows]).sort((a, b) => a - b)).toEqual([...flagged].sort((a, b) => a - b))
    for (const story of stories) {
      expect(story.flowCount).toBe(story.rows.length)
      expect([...(await day.engine.rank({ ...query, among: story.rows }))]).toEqual([...story.rows])
    }
    expect(new Set(stories.map(({ title }) => title)).size).toBe(stories.length)
  })

  it('count every flagged flow where only a sample formed them, and say so', async () => {
    const { stories, flaggedCount, formedFrom, note } = await told(day.engine, day.engine.thresholdFor(3000))
    expect(formedFrom).toBe(2000)
    expect(note).toContain('2,000 of the')
    expect(stories.reduce((sum, { flowCount }) => sum + flowCount, 0)).toBe(flaggedCount)
  })

  it('are none where no flow is flagged', async () => {
    expect(await told(day.engine, Infinity)).toMatchObject({ stories: [], flaggedCount: 0 })
  })

  it('of a threshold that has moved on are stopped', async () => {
    const [stale, latest] = await Promise.all([
      day.engine.stories(day.engine.thresholdFor(500)),
      day.engine.stories(day.threshold),
    ])
    expect(stale).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
    expect(must(latest)!.flaggedCount).toBe(100)
  })

  it('are the same for any number of shards', async () => {
    const inFour = await sample(42, 4)
    const threshold = day.engine.thresholdFor(300)
    expect(await told(inFour.engine, threshold)).toEqual(await told(day.engine, threshold))
  })
})

describe.skipIf(!existsSync(folder))('real labelled traffic (skipped where ../shared/data is absent)', () => {
  it.each([
    ['nsltrain-mixed5.csv', (kind: string) => kind !== 'normal'],
    ['ctu011-mixed5.csv', (kind: string) => kind === 'External-Attack-to-Device'],
  ])('%s falls into stories of one attack kind or none', async (name, isAttack) => {
    await withFile(join(folder, name), async (source) =>
      expectOneKindEach(await ready(source, HIDDEN, '__kind', isAttack)),
    )
  })
})
