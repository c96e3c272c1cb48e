import { beforeAll, describe, expect, it } from 'vitest'
import { BLOCK_ROWS } from '../../../src/engine/numeric/blocks'
import type { Outcome } from '../../../src/engine/failure'
import type { RowQuery, RunResult, TableSummary } from '../../../src/engine/pipeline/answers'
import { Engine } from '../../../src/engine/pipeline/engine'
import { foundIn } from '../../../src/engine/pipeline/found'
import { localPool } from '../../../src/engine/pipeline/shard-gate'
import { Job, type Host } from '../../../src/engine/pipeline/job'
import { runWhole, type LiveRun } from '../../../src/engine/pipeline/live-run'
import { openFile } from '../../../src/engine/pipeline/open-file'
import { csvOf, MADE_COLUMNS, madeRows, SETTINGS } from './made-flows'

const ROWS = 2000
const rows = madeRows(ROWS)
const source = csvOf(MADE_COLUMNS, rows)
const host: Host = { nowMs: () => 0, letOthersRun: () => Promise.resolve() }
const quiet = (): void => undefined

const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.failure.sentence)
  return outcome.value
}
const refusalOf = (outcome: Outcome<unknown>): string => (outcome.ok ? 'done' : outcome.failure.code)

const engine = new Engine(host)
let summary: TableSummary
let result: RunResult
let query: RowQuery

beforeAll(async () => {
  summary = must(await engine.open(source, {}, [], false, quiet))
  must(await engine.overrule([{ name: 'note', role: 'ignored' }]))
  result = must(await engine.run(SETTINGS, quiet))
  query = {
    search: '',
    sortBy: 'score',
    descending: true,
    clusters: null,
    flaggedOnly: false,
    threshold: result.threshold,
  }
}, 60_000)

const isScan = (row: number): boolean => rows[row]![9] === 'scan'

/** Makes the file so long that five hosts have a part of it each. */
const REMARK = 'x'.repeat(160)

describe('before anything is open', () => {
  it('refuses in words, and throws nothing', async () => {
    const fresh = new Engine(host)
    expect(refusalOf(await fresh.overrule([]))).toBe('bad-setting')
    expect(refusalOf(await fresh.run(SETTINGS, quiet))).toBe('bad-setting')
    expect(refusalOf(await fresh.group(3))).toBe('bad-setting')
    expect(refusalOf(await fresh.mapSecond({}))).toBe('bad-setting')
    expect(refusalOf(await fresh.scoreSecond(quiet))).toBe('bad-setting')
  })
})

describe('columns', () => {
  it('are read by what they mean', () => {
    const meaningOf = new Map(summary.columns.map(({ name, meaning }) => [name, meaning]))
    expect(meaningOf.get('ts')).toBe('start time')
    expect(meaningOf.get('src_ip')).toBe('source address')
    expect(meaningOf.get('dst_port')).toBe('destination port')
    expect(summary.columns.find(({ name }) => name === 'attack')?.role).toBe('ground truth')
    expect(summary.ledger).toMatchObject({ readCount: ROWS, usedCount: ROWS, refusedCount: 0 })
  })

  it('are overruled without reading again, and back', async () => {
    const roleOf = ({ columns }: TableSummary): string | undefined =>
      columns.find(({ name }) => name === 'bytes_in')?.role
    const again = new Engine(host)
    must(await again.open(source, {}, [], false, quiet))
    expect(roleOf(must(await again.overrule([{ name: 'bytes_in', role: 'ignored' }])))).toBe('ignored')
    expect(roleOf(must(await again.overrule([])))).toBe('feature')
  })
})

describe('a run', () => {
  it('gives every row a group, a place on the map and a score', () => {
    expect(result.grouping.assignments).toHaveLength(ROWS)
    expect(result.map.coordinates).toHaveLength(2 * ROWS)
    expect(result.scores!.every(Number.isFinite)).toBe(true)
    expect(result.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(ROWS)
    expect(result.elbow.map(({ clusterCount }) => clusterCount)).toEqual([1, 2, 3, 4, 5])
  })

  it('finds the scan without having been told of it', () => {
    expect(result.truthCheck!.attackCount).toBe(ROWS / 40)
    expect(result.truthCheck!.auroc).toBeGreaterThan(0.99)
  })

  it('is grouped anew for any number that was tried, and refuses another', async () => {
    const three = must(await engine.group(3))
    expect([three.clusterCount, three.cards.length]).toEqual([3, 3])
    expect(three.cards.reduce((sum, { rowCount }) => sum + rowCount, 0)).toBe(ROWS)
    expect(refusalOf(await engine.group(9))).toBe('bad-setting')
    expect(must(await engine.group(result.grouping.clusterCount)).cards).toEqual(result.grouping.cards)
  })

  it('of two groupings asked for at once gives the later one and stops the earlier', async () => {
    const [earlier, later] = await Promise.all([engine.group(2), engine.group(4)])
    expect([refusalOf(earlier), must(later).clusterCount]).toEqual(['cancelled', 4])
    expect(engine.model(2).clusters.clusterCount).toBe(4)
    must(await engine.group(result.grouping.clusterCount))
  })

  it('flags about as many as asked for', () => {
    const effect = engine.atThreshold(engine.thresholdFor(30))
    expect(effect.flaggedCount).toBe(30)
    expect(effect.flaggedPerCluster.reduce((sum, count) => sum + count, 0)).toBe(30)
    engine.atThreshold(result.threshold)
  })
})

describe('a ranking', () => {
  it('is of all rows, strangest first', async () => {
    const order = await engine.rank(query)
    expect([...order].sort((a, b) => a - b)).toEqual(rows.map((_, row) => row))
    for (let place = 1; place < ROWS; place++)
      expect(result.scores![order[place - 1]!]!).toBeGreaterThanOrEqual(result.scores![order[place]!]!)
  })

  it('is sorted by numbers, words and lines, either way', async () => {
    const by = async (sortBy: string, descending: boolean): Promise<number[]> => [
      ...(await engine.rank({ ...query, sortBy, descending })),
    ]
    const bytes = (await by('bytes_out', false)).map((row) => Number(rows[row]![6]))
    expect(bytes).toEqual([...bytes].sort((a, b) => a - b))
    const services = (await by('service', true)).map((row) => rows[row]![5]!)
    expect(services).toEqual([...services].sort().reverse())
    expect(await by('line', false)).toEqual(rows.map((_, row) => row))
  })

  it('finds words anywhere or in a column, in the groups asked for, of those flagged', async () => {
    const found = await engine.rank({ ...query, search: 'SCAN' })
    expect([...found].every(isScan)).toBe(true)
    expect(found).toHaveLength(ROWS / 40)
    const dns = await engine.rank({ ...query, search: 'service:dns udp' })
    expect([...dns].every((row) => rows[row]![5] === 'dns')).toBe(true)
    expect(dns.length).toBeGreaterThan(0)
    expect(await engine.rank({ ...query, search: 'service:scan' })).toHaveLength(0)
    const inFirst = await engine.rank({ ...query, clusters: [0] })
    expect(inFirst).toHaveLength(result.grouping.cards[0]!.rowCount)
    const flagged = await engine.rank({ ...query, flaggedOnly: true })
    expect(flagged).toHaveLength(engine.atThreshold(query.threshold).flaggedCount)
  })
})

describe('a row', () => {
  it('has the cells of the file, its line and its score', async () => {
    const [row] = await engine.rows([11])
    expect(row!.cells.slice(1, 9)).toEqual(rows[11]!.slice(1, 9))
    expect(row).toMatchObject({ row: 11, sourceLine: 13, clusterIndex: result.grouping.assignments![11] })
    expect(row!.score).toBe(result.scores![11])
  })

  it('is explained by parts that add up to its score, a column first', async () => {
    const order = await engine.rank(query)
    for (const row of [order[0]!, order[40]!, order[1000]!, order[ROWS - 1]!]) {
      const { parts, score, sentence } = await engine.explain(row)
      const sum = parts.reduce((total, { adds }) => total + adds, 0)
      expect(sum).toBeCloseTo(score, 9)
      expect(score).toBeCloseTo(result.scores![row]!, 4)
      if (parts.some(({ column, adds }) => column !== null && adds >= 0.05 * score))
        expect(sentence).not.toMatch(/^(Other flows of|Values that each occur)/)
    }
  })

  it('typed into the form again scores the same, if it lends its history', async () => {
    for (const row of [0, 7, 11, 1999]) {
      const cells = Object.fromEntries(MADE_COLUMNS.map((name, index) => [name, rows[row]![index]!]))
      const judged = await engine.judge(cells, row)
      expect(judged.score).toBeCloseTo((await engine.explain(row)).score, 9)
      expect(judged.clusterIndex).toBe(result.grouping.assignments![row])
    }
  })

  it('is spelled as in the file where it is shown and saved, and as the model’s levels where it is judged', async () => {
    const spellings = rows.map((cells) => [...cells.slice(0, 3), `${cells[3]}.0`, ...cells.slice(4)])
    const own = new Engine(host)
    must(await own.open(csvOf(MADE_COLUMNS, spellings), {}, [], false, quiet))
    must(await own.overrule([{ name: 'note', role: 'ignored' }]))
    const { scores, threshold } = must(await own.run(SETTINGS, quiet))
    for (const [row, score] of [7, 8, 1999].map((index) => [index, scores![index]!] as const)) {
      const [shown] = await own.rows([row])
      expect(shown!.spelled[3]).toBe(spellings[row]![3])
      expect(shown!.cells[3]).toBe(rows[row]![3])
      expect(shown!.mainReason).not.toMatch(/\d\.0\b/)
      const judged = await own.judge(Object.fromEntries(MADE_COLUMNS.map((name, at) => [name, shown!.cells[at]!])), row)
      expect(judged.score).toBeCloseTo(score, 4)
    }
    const saved = must(await own.exportRows('all', threshold, [7])).join('')
    expect(saved).toContain(`,${spellings[7]![3]},`)
    const found = (search: string) => own.rank({ ...query, search, threshold })
    expect(await found('dst_port:443.0')).toEqual(await found('dst_port:443'))
  })

  it('that is usual in a group is judged to be of that group', async () => {
    const usual = await engine.judge(engine.usualFlow(0), null)
    expect(usual.clusterIndex).toBe(0)
    expect(usual.score).toBeLessThan(result.threshold)
  })
})

const STRANGEST_FIRST = {
  search: '',
  sortBy: 'score',
  descending: true,
  clusters: null,
  flaggedOnly: false,
  threshold: 0,
}

describe('a second file', () => {
  const header = ['ts', 'Src-IP', 'dst_ip', 'dst_port', 'proto', 'app', 'bytes_out', 'note', 'attack']
  const second = madeRows(1000, 2).map((cells) => cells.filter((_, column) => column !== 7))

  it('is matched by name, by similar name and by meaning, and says what it lacks', async () => {
    const report = must(await engine.openSecond(csvOf(header, second, 'second.csv'), {}, false, quiet))
    const howOf = new Map(report.matched.map(({ modelColumn, how }) => [modelColumn, how]))
    expect(howOf.get('dst_ip')).toBe('same name')
    expect(howOf.get('src_ip')).toBe('similar name')
    expect(report.missing).toContain('bytes_in')
  })

  it('is scored, flagged and checked against its own truth', async () => {
    must(await engine.mapSecond({ service: 'app' }))
    const scored = must(await engine.scoreSecond(quiet))
    expect(scored.rowCount).toBe(1000)
    expect(scored.truthCheck!.auroc).toBeGreaterThan(0.95)
    // Of the same hat, without one column.
    expect(scored.drift).toEqual([])
    expect(scored.comparedColumnCount).toBeGreaterThan(2)
    const order = await engine.rankSecond(STRANGEST_FIRST)
    const [first, next] = await engine.rowsOfSecond([...order.subarray(0, 2)])
    expect(first!.score).toBe(scored.largestScore)
    expect(first!.score).toBeGreaterThanOrEqual(next!.score)
    expect(scored.stories.flaggedCount).toBe(scored.flaggedCount)
    const told = scored.stories.stories.flatMap(({ rows }) => [...rows])
    expect(told.sort((a, b) => a - b)).toEqual([...order.subarray(0, scored.flaggedCount)].sort((a, b) => a - b))
    expect(scored.shares.reduce((sum, { now }) => sum + now, 0)).toBeCloseTo(1, 9)
    const lines = must(await engine.exportRows('second', result.threshold, null))
      .join('')
      .trimEnd()
      .split(/\r?\n/)
    expect(lines).toHaveLength(1001)
  })

  it('ten times as heavy is said to have moved, in that column alone', async () => {
    const heavy = madeRows(1000, 2).map((cells) => cells.map((cell, column) => (column === 6 ? `${cell}0` : cell)))
    must(await engine.openSecond(csvOf(MADE_COLUMNS, heavy, 'heavy.csv'), {}, false, quiet))
    const { drift } = must(await engine.scoreSecond(quiet))
    expect(drift.map(({ column, strength }) => [column, strength])).toEqual([['bytes_out', 'another']])
  })

  it('that is the first one again tells its stories, ranks its flows and gives their reasons', async () => {
    must(await engine.openSecond(source, {}, false, quiet))
    const { stories, largestScore, truthCheck } = must(await engine.scoreSecond(quiet))
    expect(stories).toEqual(must(await engine.stories(result.threshold)))
    expect(stories.flaggedCount).toBeGreaterThan(1)
    expect(largestScore).toBe(result.scores!.reduce((a, b) => Math.max(a, b)))
    expect(truthCheck).toEqual(result.truthCheck)
    const found = await engine.rankSecond({ ...STRANGEST_FIRST, search: 'dns' })
    expect(found).toEqual(await engine.rank({ ...STRANGEST_FIRST, search: 'dns' }))
    expect([found.length > 0, found.length < result.scores!.length]).toEqual([true, true])
    const rows = [...stories.stories[0]!.rows.subarray(0, 3)]
    expect(await engine.rowsOfSecond(rows)).toEqual(await engine.rows(rows))
    expect(await engine.explainSecond(rows[0]!)).toEqual(await engine.explain(rows[0]!))
    expect(await engine.rankSecond({ ...STRANGEST_FIRST, among: stories.stories[0]!.rows })).toEqual(
      stories.stories[0]!.rows,
    )
  })

  it('that is the first one again gets the scores of the run', async () => {
    must(await engine.openSecond(source, {}, false, quiet))
    must(await engine.scoreSecond(quiet))
    const both = await Promise.all(
      (['all', 'second'] as const).map(async (which) =>
        must(await engine.exportRows(which, result.threshold, null)).join(''),
      ),
    )
    expect(both[1]).toBe(both[0])
  })
})

describe('an export', () => {
  it('has the rows asked for in their order, and no cell that a spreadsheet would run', async () => {
    const text = must(await engine.exportRows('all', result.threshold, [11, 3])).join('')
    const lines = text.trimEnd().split(/\r?\n/)
    expect(lines).toHaveLength(3)
    expect(lines[1]).toContain(`'=1+1`)
    expect(lines[1]).not.toContain(',=1+1')
    expect(lines[2]).toContain('plain')
  })

  it('of the flagged has those above the threshold', async () => {
    const { flaggedCount } = engine.atThreshold(result.threshold)
    const text = must(await engine.exportRows('flagged', result.threshold, null)).join('')
    expect(text.trimEnd().split(/\r?\n/)).toHaveLength(flaggedCount + 1)
  })
})

describe('a model', () => {
  it('goes through JSON and opens again, with its map and ranking if its marks come along', async () => {
    const document: unknown = JSON.parse(JSON.stringify(engine.model(result.threshold)))
    const kept = new Engine(host)
    const opened = must(await kept.openModel(document, engine.rowMarks()))
    expect(opened).toMatchObject({ runId: result.runId, rowsAtHand: false, threshold: result.threshold })
    expect(opened.scores).toEqual(result.scores)
    expect(kept.model(result.threshold)).toEqual(document)
    expect(await kept.rank(query)).toEqual(await engine.rank(query))
    expect(await kept.rows([5])).toMatchObject([{ row: 5, cells: [], mainReason: '' }])
    const cells = engine.usualFlow(1)
    expect(kept.judge(cells, null)).toEqual(engine.judge(cells, null))
    expect(refusalOf(await kept.run(SETTINGS, quiet))).toBe('bad-setting')
    expect(refusalOf(await kept.openModel({ format: 'something else' }, null))).not.toBe('done')
    expect(must(await kept.openModel(document, null)).scores).toBeNull()
    expect(kept.atThreshold(result.threshold)).toMatchObject({
      flaggedCount: engine.atThreshold(result.threshold)!.flaggedCount,
    })
  })

  it('is the same, to the byte, for a second run of the same file', async () => {
    const again = new Engine(host)
    must(await again.open(csvOf(MADE_COLUMNS, madeRows(ROWS)), {}, [{ name: 'note', role: 'ignored' }], false, quiet))
    const { threshold } = must(await again.run(SETTINGS, quiet))
    expect(JSON.stringify(again.model(threshold))).toBe(JSON.stringify(engine.model(result.threshold)))
  })

  it('is the same, to the byte, whether one shard keeps the rows, or two, three or eight', async () => {
    const source = csvOf(
      [...MADE_COLUMNS, 'remark'],
      madeRows(9 * BLOCK_ROWS + 500).map((cells) => [...cells, REMARK]),
    )
    const made = async (hostCount: number): Promise<{ live: LiveRun; model: string }> => {
      const own = new Job(host, quiet)
      const pool = localPool(hostCount)
      const reading = { synthetic: false, poolFor: () => pool }
      const open = must(await openFile(source, {}, [], reading, own.begin('read')))
      const live = must(await runWhole(open, SETTINGS, own))
      expect(live.shards.shards).toHaveLength(hostCount)
      return { live, model: JSON.stringify((await foundIn(live, own)).freeze(3)) }
    }
    const one = await made(1)
    for (const hostCount of [2, 3, 8]) {
      const more = await made(hostCount)
      // Compared as a whole, so that a difference doesn't print a hundred kilobytes.
      expect(more.model === one.model).toBe(true)
      expect(more.live.scores).toEqual(one.live.scores)
      expect(more.live.coordinates).toEqual(one.live.coordinates)
      expect(more.live.sourceLines).toEqual(one.live.sourceLines)
    }
  }, 120_000)
})
