import { beforeAll, describe, expect, it } from 'vitest'
import type { Ends, PlantedAttack } from '../../../src/engine/injection/attack'
import { plantFlood } from '../../../src/engine/injection/plant-flood'
import { plantScan } from '../../../src/engine/injection/plant-scan'
import type { InjectionReport } from '../../../src/engine/injection/report'
import { Cancelled, silentPulse, type Pulse } from '../../../src/engine/numeric/pulse'
import { Engine } from '../../../src/engine/pipeline/engine'
import type { LiveRun } from '../../../src/engine/pipeline/live-run'
import { plantAttacks } from '../../../src/engine/pipeline/plant-attacks'
import { scorerFittedAnew } from '../../../src/engine/pipeline/score-planted'
import { scoreTable } from '../../../src/engine/pipeline/score-table'
import { scorerWithFrozen } from '../../../src/engine/pipeline/score-with-frozen'
import { TableRows } from '../../../src/engine/pipeline/table-rows'
import { withPlanted } from '../../../src/engine/injection/planted-table'
import { columnsBut, fileOf, groundOfRun, HOST, OFFICE_COLUMNS, officeRows, quietJob, runOf } from '../injection/office'
import { SETTINGS } from './made-flows'

const ROWS = 1200
const rows = officeRows(ROWS)
let run: LiveRun
let scan: PlantedAttack
let flood: PlantedAttack
let ends: { scan: Ends; flood: Ends }

const report = async (live: LiveRun, seed: number, method?: InjectionReport['method']): Promise<InjectionReport> => {
  const planted = await plantAttacks(live, seed, quietJob(), method)
  if (!planted.ok) throw new Error(planted.failure.sentence)
  return planted.value
}

/** The file as it would be with an attack in it. */
const linesWith = ({ flows, place }: PlantedAttack): readonly (readonly string[])[] => [
  ...rows.slice(0, place),
  ...flows.map(({ cells, seconds }) => [String(seconds), ...cells.slice(1)]),
  ...rows.slice(place),
]

beforeAll(async () => {
  run = await runOf(fileOf(OFFICE_COLUMNS, rows))
  const ground = await groundOfRun(run)
  const [scanning, flooding] = [plantScan(ground, 3), plantFlood(ground, 3)]
  if (typeof scanning === 'string' || typeof flooding === 'string') throw new Error('nothing planted')
  scan = scanning.at(20)
  flood = flooding.at(50)
  ends = { scan: scanning.ends, flood: flooding.ends }
}, 60_000)

describe('a planted attack', () => {
  it('fitted anew scores what a file with the same lines in it scores', async () => {
    const score = await scorerFittedAnew(run, silentPulse)
    const { ofFile, ofPlanted } = await score(scan, ends.scan, silentPulse)
    const { scores } = await runOf(fileOf(OFFICE_COLUMNS, linesWith(scan)))
    const { place, flows } = scan
    expect([...ofPlanted]).toEqual([...scores.subarray(place, place + flows.length)])
    expect([...ofFile]).toEqual([...scores.subarray(0, place), ...scores.subarray(place + flows.length)])
  }, 60_000)

  it('with the frozen model scores what the whole file with it scores by that model', async () => {
    const score = await scorerWithFrozen(run, silentPulse)
    const whole = await run.open.rows.tableAt(Uint32Array.from({ length: ROWS }, (_, row) => row))
    for (const [attack, to] of [
      [scan, ends.scan],
      [flood, ends.flood],
    ] as const) {
      const { ofFile, ofPlanted } = await score(attack, to, silentPulse)
      const cells = attack.flows.map((flow) => [String(flow.seconds), ...flow.cells.slice(1)])
      const planted = TableRows.of(withPlanted(whole, attack.place, cells))
      const { scores } = await scoreTable(run.scoring.model, planted, run.open.profiles, silentPulse)
      const own = new Float32Array(scores.subarray(attack.place, attack.place + cells.length))
      expect([...ofPlanted]).toEqual([...own])
      const isAttackers = (row: number): boolean => rows[row]![1] === to.source
      const attackers = [...ofFile.keys()].filter(isAttackers)
      const moved = attackers.map((row) => (row < attack.place ? row : row + cells.length))
      expect(attackers.map((row) => ofFile[row])).toEqual([...new Float32Array(moved.map((row) => scores[row]!))])
      const others = [...ofFile.keys()].filter((row) => !isAttackers(row))
      expect(others.every((row) => ofFile[row] === run.scores[row])).toBe(true)
    }
  }, 60_000)
})

describe('the report', () => {
  let anew: InjectionReport
  let frozen: InjectionReport

  beforeAll(async () => {
    anew = await report(run, 3)
    frozen = await report(run, 3, 'frozen')
  }, 240_000)

  it('has every kind, and of a short file is made by fitting anew', () => {
    expect(anew.method).toBe('fitted anew')
    expect(anew.kinds.map(({ kind }) => kind)).toEqual(['port scan', 'flood', 'exfiltration', 'beacon'])
    expect(anew).toMatchObject({ seed: 3, topCount: 20, rowCount: ROWS, sampledRowCount: ROWS })
  })

  it('finds a scan on a day without attacks, the longer the surer, and no flow of usual size', () => {
    for (const { kinds } of [anew, frozen]) {
      const [scanned, , exfiltrated] = kinds
      expect(scanned!.seenFrom).not.toBeNull()
      scanned!.trials.forEach(({ bestRank }, index, { [index - 1]: before }) =>
        expect(bestRank).toBeLessThanOrEqual(2 * (before?.bestRank ?? ROWS) + 5),
      )
      expect(exfiltrated!.trials[0]!.bestRank).toBeGreaterThan(20)
    }
  })

  it('says from which strength on, and none if the strongest is not seen', () => {
    for (const { trials, seenFrom } of [...anew.kinds, ...frozen.kinds]) {
      const isSeen = ({ strength }: { readonly strength: number }): boolean => seenFrom !== null && strength >= seenFrom
      for (const trial of trials.filter(isSeen)) expect(trial.bestRank).toBeLessThanOrEqual(20)
      const lastBefore = trials.filter((trial) => !isSeen(trial)).at(-1)
      if (lastBefore !== undefined) expect(lastBefore.bestRank).toBeGreaterThan(20)
    }
  })

  it('is the same for the same seed and another for another', async () => {
    expect(await report(run, 3, 'frozen')).toEqual(frozen)
    expect((await report(run, 4, 'frozen')).kinds).not.toEqual(frozen.kinds)
  }, 120_000)

  it('names what a file can’t show instead of making it up', async () => {
    const columns = columnsBut('id.orig_h', 'id.resp_h', 'ts', 'orig_bytes')
    const { kinds } = await report(await runOf(fileOf(columns, officeRows(400, columns))), 1, 'frozen')
    expect(kinds.map(({ obstacle }) => obstacle)).toEqual([null, null, 'no bytes', 'no addresses'])
    expect(kinds.map(({ flowsStandAlone }) => flowsStandAlone)).toEqual([true, true, false, false])
    expect(kinds[2]!.trials).toEqual([])
  }, 120_000)
})

describe('planting', () => {
  const watched = (breaths: number): Pulse => {
    let left = breaths
    return {
      report: () => undefined,
      breathe: () => (left-- > 0 ? Promise.resolve() : Promise.reject(new Cancelled())),
    }
  }

  it('can be stopped in the middle of a fit', async () => {
    const score = await scorerFittedAnew(run, silentPulse)
    await expect(score(scan, ends.scan, watched(3))).rejects.toBeInstanceOf(Cancelled)
    await expect(score(scan, ends.scan, watched(20))).rejects.toBeInstanceOf(Cancelled)
  })

  it('leaves the file, the run and its model as they were, done or stopped', async () => {
    let nowMs = 0
    const engine = new Engine({ ...HOST, nowMs: () => (nowMs += 100) })
    const quiet = (): void => undefined
    const opened = await engine.open(fileOf(OFFICE_COLUMNS, rows.slice(0, 400)), {}, [], false, quiet)
    const done = await engine.run(SETTINGS, quiet)
    if (!opened.ok || !done.ok) throw new Error('no run')
    const { threshold } = done.value
    const looks = async (): Promise<string> =>
      JSON.stringify([
        engine.model(threshold),
        await engine.rows([0, 17, 399]),
        await engine.explain(17),
        [...engine.rowMarks()!.scores],
      ])
    const before = await looks()
    let said = 0
    const stopped = engine.plant(1, () => {
      if (++said === 5) engine.cancel()
    })
    expect(await stopped).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
    expect(await looks()).toBe(before)
    const shares: number[] = []
    expect((await engine.plant(1, ({ share }) => shares.push(share))).ok).toBe(true)
    expect(await looks()).toBe(before)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
  }, 240_000)

  it('is refused in words where no rows are at hand', async () => {
    expect(await new Engine(HOST).plant(1, () => undefined)).toMatchObject({
      ok: false,
      failure: { code: 'bad-setting' },
    })
  })
})
