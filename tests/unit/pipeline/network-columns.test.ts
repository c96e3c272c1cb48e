import { beforeAll, describe, expect, it } from 'vitest'
import type { Outcome } from '../../../src/engine/failure'
import { plantScan } from '../../../src/engine/injection/plant-scan'
import { BLOCK_ROWS } from '../../../src/engine/numeric/blocks'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import type { RunResult, TableSummary } from '../../../src/engine/pipeline/answers'
import { Engine } from '../../../src/engine/pipeline/engine'
import { foundIn } from '../../../src/engine/pipeline/found'
import { runWhole, type LiveRun } from '../../../src/engine/pipeline/live-run'
import { openFile, type OpenFile } from '../../../src/engine/pipeline/open-file'
import { scorerFittedAnew } from '../../../src/engine/pipeline/score-planted'
import { scorerWithFrozen } from '../../../src/engine/pipeline/score-with-frozen'
import { localPool } from '../../../src/engine/pipeline/shard-gate'
import { switchNetwork } from '../../../src/engine/pipeline/switch-network'
import { NETWORK_FEATURES } from '../../../src/engine/table/network/catalogue'
import { fileOf, groundOfRun, HOST, OFFICE_COLUMNS, officeRows, quietJob } from '../injection/office'
import { csvOf, MADE_COLUMNS, madeRows, SETTINGS, WatchedEngine } from './made-flows'

const ROWS = 2000
const rows = madeRows(ROWS)
/** Under names that say which bytes are which. */
const COLUMNS = MADE_COLUMNS.map((name) => ({ bytes_out: 'orig_bytes', bytes_in: 'resp_bytes' })[name] ?? name)
const source = csvOf(COLUMNS, rows)
const quiet = (): void => undefined
/** All but those that need a source port. */
const MADE = NETWORK_FEATURES.filter(({ needs }) => !needs.includes('source port')).map(({ name }) => name)

const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.failure.sentence)
  return outcome.value
}
const madeIn = ({ columns }: TableSummary): string[] =>
  columns.filter(({ made }) => made === 'network').map(({ name }) => name)

describe('network features of an open file', () => {
  const engine = new Engine(HOST)
  let off: TableSummary
  let on: TableSummary

  beforeAll(async () => {
    off = must(await engine.open(source, {}, [], false, quiet))
    on = must(await engine.makeNetworkColumns(true, quiet))
  })

  it('are offered, and off until they are switched on', () => {
    expect([off.network!.isOn, on.network!.isOn]).toEqual([false, true])
    expect(madeIn(off)).toEqual([])
    expect(madeIn(on)).toEqual(MADE)
    expect(on.columns.slice(0, off.columns.length)).toEqual(off.columns)
  })

  it('are columns like others: a type, a role, a reason, a unit, a picture', () => {
    const hosts = on.columns.find(({ name }) => name === 'net_src_hosts')!
    expect(hosts).toMatchObject({ type: 'number', role: 'feature', badge: 'made', missingCount: 0 })
    expect(hosts.reason).toMatch(/^hosts that the source called in the last minute \(fan-out\): different destinations/)
    expect(hosts.distribution.kind).toBe('numbers')
    expect(on.columns.find(({ name }) => name === 'net_src_failed_share')!.unit).toBe('share')
  })

  it('say what the file lacks for those that it can’t have', async () => {
    const offered = new Map(off.network!.columns.map(({ name, obstacle }) => [name, obstacle]))
    expect(offered.get('net_src_hosts')).toBeNull()
    expect(offered.get('net_dst_host_same_src_port_rate')).toBe(
      'needs a time, a destination address and a source port; this file has no source port',
    )
    const timeless = new Engine(HOST)
    const cells = rows.map((row) => row.slice(1))
    const opened = must(await timeless.open(csvOf(COLUMNS.slice(1), cells), {}, [], false, quiet))
    expect(opened.network!.columns[0]!.obstacle).toBe(
      'needs a time, a source address and a destination address; this file has no time',
    )
    const refused = await timeless.makeNetworkColumns(true, quiet)
    expect(refused).toMatchObject({ ok: false, failure: { code: 'bad-setting' } })
    const left = must(await engine.overrule([{ name: 'dst_port', role: 'ignored' }]))
    expect(left.network!.columns.find(({ name }) => name === 'net_srv_count')!.obstacle).toBe(
      'needs a time and a destination port; its destination port is left out',
    )
    must(await engine.overrule([]))
  })

  it('are made again when the analyst leaves out what they are made of, and go with the last of it', async () => {
    const overrides = [{ name: 'dst_port', role: 'ignored' as const }]
    const without = madeIn(must(await engine.overrule(overrides)))
    expect(without).not.toContain('net_srv_count')
    expect(without).toContain('net_src_hosts')
    const timeless = must(await engine.overrule([{ name: 'ts', role: 'ignored' }]))
    expect([timeless.network!.isOn, madeIn(timeless)]).toEqual([false, []])
    must(await engine.overrule([]))
    expect(must(await engine.makeNetworkColumns(true, quiet)).columns).toEqual(on.columns)
  })

  it('have their role overruled, and go as they came', async () => {
    const overruled = must(await engine.overrule([{ name: 'net_count', role: 'ignored' }]))
    expect(overruled.columns.find(({ name }) => name === 'net_count')).toMatchObject({
      role: 'ignored',
      badge: 'your call',
    })
    must(await engine.overrule([]))
    expect(must(await engine.makeNetworkColumns(false, quiet)).columns).toEqual(off.columns)
    must(await engine.makeNetworkColumns(true, quiet))
  })

  it('leave a run that had none as it was', async () => {
    const other = new Engine(HOST)
    must(await other.open(source, {}, [], false, quiet))
    const { threshold } = must(await other.run(SETTINGS, quiet))
    const before = [JSON.stringify(other.model(threshold)), await other.rows([7, 9]), await other.explain(7)]
    must(await other.makeNetworkColumns(true, quiet))
    expect([JSON.stringify(other.model(threshold)), await other.rows([7, 9]), await other.explain(7)]).toEqual(before)
    must(await other.makeNetworkColumns(false, quiet))
    must(await other.run(SETTINGS, quiet))
    expect(JSON.stringify(other.model(threshold))).toBe(before[0])
  })
})

describe('network features of a run', () => {
  const engine = new Engine(HOST)
  let result: RunResult

  beforeAll(async () => {
    must(await engine.open(source, {}, [], false, quiet))
    must(await engine.makeNetworkColumns(true, quiet))
    result = must(await engine.run(SETTINGS, quiet))
  }, 60_000)

  it('are in the rows, the reasons and the model of a run, and in what a spreadsheet gets', async () => {
    const names = result.table.columns.map(({ name }) => name)
    expect(madeIn(result.table)).toEqual(MADE)
    const [cells] = await engine.rows([1447])
    const valueOf = (name: string): string => cells!.cells[names.indexOf(name)]!
    // Every fortieth row, ten seconds apart: seven knocks in a minute, to as many ports.
    expect([valueOf('src_ip'), valueOf('net_src_ports'), valueOf('net_src_failed_share')]).toEqual([
      '10.0.0.66',
      '7',
      '1',
    ])
    const { parts, score } = await engine.explain(1447)
    const ofMade = parts.find(({ column }) => column === 'net_src_failed_share')!
    expect(ofMade.adds).toBeGreaterThan(0)
    expect(ofMade).toMatchObject({ label: 'Failed flows of its source in 60 s, share', actual: '1' })
    expect(parts.reduce((sum, { adds }) => sum + adds, 0)).toBeCloseTo(score, 6)
    const text = must(await engine.exportRows('all', result.threshold, [7])).join('')
    expect(text.split('\n')[0]).toContain('net_src_ports')
  })

  it('are made again for a second file by the kept model, and the first one again scores the same', async () => {
    const report = must(await engine.openSecond(source, {}, false, quiet))
    expect(report.missing).toEqual([])
    expect(report.matched.filter(({ how }) => how === 'made here').map(({ modelColumn }) => modelColumn)).toEqual(MADE)
    expect(report.sentence).toMatch(/^All \d+ columns the model looks at were found by name\./)
    must(await engine.scoreSecond(quiet))
    const both = await Promise.all(
      (['all', 'second'] as const).map(async (which) =>
        must(await engine.exportRows(which, result.threshold, null)).join(''),
      ),
    )
    expect(both[1] === both[0]).toBe(true)
  })

  it('of a model opened from a file are made for a second file too, under other column names', async () => {
    const { threshold } = result
    const kept = new Engine(HOST)
    must(await kept.openModel(JSON.parse(JSON.stringify(engine.model(threshold))), null))
    const renamed = COLUMNS.map((name) => ({ src_ip: 'Source address', ts: 'Start time' })[name] ?? name)
    const report = must(await kept.openSecond(csvOf(renamed, rows), {}, false, quiet))
    expect(report.missing).toEqual([])
    must(await kept.scoreSecond(quiet))
    must(await engine.openSecond(source, {}, false, quiet))
    must(await engine.scoreSecond(quiet))
    const some = [0, 1, 2, 3]
    const [renamedRows, ownRows] = [await kept.rowsOfSecond(some), await engine.rowsOfSecond(some)]
    expect(renamedRows.map(({ score }) => score)).toEqual(ownRows.map(({ score }) => score))
  })

  it('count as missing in a second file without times', async () => {
    const second = csvOf(
      COLUMNS.slice(1),
      rows.map((row) => row.slice(1)),
    )
    const report = must(await engine.openSecond(second, {}, false, quiet))
    expect(report.missing).toEqual(expect.arrayContaining(['ts', ...MADE]))
    expect(must(await engine.scoreSecond(quiet)).rowCount).toBe(ROWS)
  })

  it('are said to count as usual while a file grows', async () => {
    const { news } = must(await engine.startTail(source, 'beginning', quiet))
    expect(news.match!.sentence).toBe(
      'All 6 columns the model looks at were found by name. ' +
        `${MADE.length} network features are not made while a file grows: each counts as usual in every flow, which weakens the answer.`,
    )
    expect([news.match!.missing, news.totals.scoredCount]).toEqual([[], ROWS])
    engine.stopTail()
  })

  it('are taken from a file that has them already, as an export of this page does', async () => {
    const names = result.table.columns.map(({ name }) => name)
    const all = await engine.rows(rows.map((_, row) => row))
    const exported = csvOf(
      names,
      all.map(({ cells }) => cells),
    )
    const report = must(await engine.openSecond(exported, {}, false, quiet))
    expect(report.matched.every(({ how }) => how === 'same name')).toBe(true)
    const own = must(await new Engine(HOST).open(exported, {}, [], false, quiet))
    expect(own.network!.columns[0]!.obstacle).toBe('the file has a column of this name already')
  })
})

describe('making them', () => {
  it('can be stopped at any breath, and leaves the file as it was', async () => {
    const watched = new WatchedEngine()
    const { engine, onProgress } = watched
    const opened = must(await engine.open(source, {}, [], false, onProgress))
    watched.forget()
    must(await engine.makeNetworkColumns(true, onProgress))
    const breathCount = watched.breaths.get('columns')!
    expect(breathCount).toBeGreaterThan(MADE.length)
    must(await engine.makeNetworkColumns(false, onProgress))
    const moved = [{ name: 'note', role: 'ignored' as const }]
    const decided = must(await engine.overrule(moved))
    for (let wanted = 0; wanted < breathCount; wanted++) {
      const fresh = new WatchedEngine()
      must(await fresh.engine.open(source, {}, moved, false, fresh.onProgress))
      fresh.forget()
      fresh.atBreath = (stage, before) => {
        if (stage === 'columns' && before === wanted) fresh.engine.cancel()
      }
      const stopped = await fresh.engine.makeNetworkColumns(true, fresh.onProgress)
      expect(stopped).toMatchObject({ failure: { code: 'cancelled' } })
      expect(must(await fresh.engine.overrule(moved)).columns).toEqual(decided.columns)
    }
    watched.forget()
    expect(must(await engine.overrule([])).columns).toEqual(opened.columns)
    expect(madeIn(must(await engine.makeNetworkColumns(true, onProgress)))).toEqual(MADE)
  })

  it('is refused where they would not fit, with the arithmetic', async () => {
    const engine = new Engine({ ...HOST, budgetBytes: 200 * ROWS })
    must(await engine.open(source, {}, [], false, quiet))
    const refused = await engine.makeNetworkColumns(true, quiet)
    expect(refused).toMatchObject({ ok: false, failure: { code: 'too-large' } })
  })

  it('gives the same columns and model, to the byte, for one, two, three and eight shards', async () => {
    const remark = 'x'.repeat(160)
    const long = csvOf(
      [...COLUMNS, 'remark'],
      madeRows(9 * BLOCK_ROWS + 500).map((cells) => [...cells, remark]),
    )
    const made = async (hostCount: number): Promise<{ live: LiveRun; model: string; cells: unknown }> => {
      const job = quietJob()
      const pool = localPool(hostCount)
      const open = must(await openFile(long, {}, [], { synthetic: false, poolFor: () => pool }, job.begin('read')))
      const switched = must(await switchNetwork(open, true, null, job.begin('columns')))
      const live = must(await runWhole(switched, SETTINGS, job))
      const cells = await switched.rows.column(switched.rows.columnNames.indexOf('net_pair_sent_share'))
      return { live, model: JSON.stringify((await foundIn(live, job)).freeze(3)), cells }
    }
    const one = await made(1)
    for (const hostCount of [2, 3, 8]) {
      const more = await made(hostCount)
      expect(more.live.shards.shards).toHaveLength(hostCount)
      expect(more.cells).toEqual(one.cells)
      expect(more.model === one.model).toBe(true)
      expect(more.live.scores).toEqual(one.live.scores)
    }
  }, 120_000)
})

describe('a test attack planted in a file with network features', () => {
  const office = officeRows(900)
  const few = { ...SETTINGS, largestClusterCount: 2, maxIterations: 5 }
  const runOf = async (lines: readonly (readonly string[])[]): Promise<LiveRun> => {
    const job = quietJob()
    const open = must(await openFile(fileOf(OFFICE_COLUMNS, lines), {}, [], { synthetic: false }, job.begin('read')))
    const on: OpenFile = must(await switchNetwork(open, true, null, job.begin('columns')))
    return must(await runWhole(on, few, job))
  }

  it('fitted anew scores what a file with the same lines scores, and close to that with the frozen model', async () => {
    const live = await runOf(office)
    const planting = plantScan(await groundOfRun(live), 3)
    if (typeof planting === 'string') throw new Error(planting)
    const { flows, place, ...attack } = planting.at(40)
    const own = Object.keys(OFFICE_COLUMNS).length
    const lines = flows.map(({ cells, seconds }) => [String(seconds), ...cells.slice(1, own)])
    const { scores } = await runOf([...office.slice(0, place), ...lines, ...office.slice(place)])
    const anew = await (
      await scorerFittedAnew(live, silentPulse)
    )({ ...attack, flows, place }, planting.ends, silentPulse)
    expect([...anew.ofPlanted]).toEqual([...scores.subarray(place, place + flows.length)])
    expect([...anew.ofFile]).toEqual([...scores.subarray(0, place), ...scores.subarray(place + flows.length)])
    const frozen = await (
      await scorerWithFrozen(live, silentPulse)
    )({ ...attack, flows, place }, planting.ends, silentPulse)
    const last = flows.length - 1
    // Two models: of the file as it is, and of the file with the scan in it.
    expect(frozen.ofPlanted[last]!).toBeGreaterThan(anew.ofPlanted[last]!)
    const untouched = [...frozen.ofFile.keys()].filter((row) => office[row]![1] !== planting.ends.source)
    expect(untouched.every((row) => frozen.ofFile[row] === live.scores[row])).toBe(true)
  }, 60_000)
})
