import { beforeAll, describe, expect, it } from 'vitest'
import type { Obstacle, Planting } from '../../../src/engine/injection/attack'
import type { Ground } from '../../../src/engine/injection/ground'
import { plantBeacon } from '../../../src/engine/injection/plant-beacon'
import { plantExfiltration, usualBytes } from '../../../src/engine/injection/plant-exfiltration'
import { plantFlood } from '../../../src/engine/injection/plant-flood'
import { plantScan } from '../../../src/engine/injection/plant-scan'
import { columnsBut, fileOf, groundOfRun, OFFICE_COLUMNS, officeRows, runOf, type Columns } from './office'

const ROWS = 1200
const names = Object.keys(OFFICE_COLUMNS)
const cell = (cells: readonly string[], name: string): string => cells[names.indexOf(name)]!

let ground: Ground
const groundWith = async (columns: Columns): Promise<Ground> =>
  groundOfRun(await runOf(fileOf(columns, officeRows(300, columns))))

const must = (planting: Planting | Obstacle): Planting => {
  if (typeof planting === 'string') throw new Error(planting)
  return planting
}
const flowsOf = (
  planting: Planting | Obstacle,
  strength: number,
): Planting['at'] extends (s: number) => infer A ? A : never => must(planting).at(strength)

beforeAll(async () => {
  ground = await groundOfRun(await runOf(fileOf(OFFICE_COLUMNS, officeRows(ROWS))))
}, 60_000)

const starts = (planted: ReturnType<typeof flowsOf>): number[] => planted.flows.map(({ seconds }) => seconds!)
const fileSpan = (): readonly [number, number] => {
  const sorted = ground.traffic.seconds!.slice().sort()
  return [sorted[0]!, sorted[sorted.length - 1]!]
}

describe('a planted port scan', () => {
  it('is one host of the file trying as many ports of another as asked for, unanswered', () => {
    const planting = must(plantScan(ground, 1))
    const { flows } = planting.at(50)
    const { source, destination } = planting.ends
    expect(ground.traffic.source!.dictionary).toContain(source)
    expect(ground.traffic.destination!.dictionary).toContain(destination)
    expect(source).not.toBe(destination)
    expect(new Set(flows.map(({ cells }) => cell(cells, 'id.resp_p'))).size).toBe(50)
    for (const { cells } of flows) {
      expect([cell(cells, 'id.orig_h'), cell(cells, 'id.resp_h')]).toEqual([source, destination])
      expect(cells).toHaveLength(names.length)
      expect(Number(cell(cells, 'resp_bytes'))).toBe(0)
    }
  })

  it('tries the ports of a weaker one first, at the same moments', () => {
    const planting = must(plantScan(ground, 1))
    expect(planting.at(20).flows.slice(0, 5)).toEqual(planting.at(5).flows)
  })

  it('happens while the file does', () => {
    const [first, last] = fileSpan()
    for (const second of starts(flowsOf(plantScan(ground, 3), 200))) {
      expect(second).toBeGreaterThanOrEqual(first)
      expect(second).toBeLessThanOrEqual(last)
    }
  })

  it('is the same for the same seed and of other hosts for another', () => {
    expect(flowsOf(plantScan(ground, 1), 20)).toEqual(flowsOf(plantScan(ground, 1), 20))
    const ends = [1, 2, 3, 4, 5, 6].map((seed) => JSON.stringify(must(plantScan(ground, seed)).ends))
    expect(new Set(ends).size).toBeGreaterThan(2)
  })

  it('needs a port, and some sign of an answer', async () => {
    expect(plantScan(await groundWith(columnsBut('id.resp_p')), 1)).toBe('no port')
    const mute = columnsBut('conn_state', 'resp_bytes', 'resp_pkts', 'orig_bytes', 'orig_pkts')
    expect(plantScan(await groundWith(mute), 1)).toBe('no outcome')
  }, 60_000)
})

describe('a planted flood', () => {
  it('goes to one port of one host within ten seconds', () => {
    const planting = must(plantFlood(ground, 1))
    const flood = planting.at(200)
    const targets = flood.flows.map(({ cells }) => `${cell(cells, 'id.resp_h')}:${cell(cells, 'id.resp_p')}`)
    expect([...new Set(targets)]).toEqual([`${planting.ends.destination}:${planting.ends.port}`])
    expect(Math.max(...starts(flood)) - Math.min(...starts(flood))).toBeLessThan(10)
  })

  it('is never more than half of the file', () => {
    expect(must(plantFlood(ground, 1)).strengths).toEqual([20, 50, 200, 500])
  })
})

describe('a planted exfiltration', () => {
  it('is one flow like an ordinary one out of the house, carrying as many times the usual bytes as asked for', () => {
    const planting = must(plantExfiltration(ground, 1))
    const [flow] = planting.at(100).flows
    expect(Number(cell(flow!.cells, 'orig_bytes'))).toBe(Math.round(100 * usualBytes(ground)!))
    expect(planting.at(100).flows).toHaveLength(1)
    expect(planting.ends.source).toMatch(/^10\./)
    expect(planting.ends.destination).not.toMatch(/^10\./)
    const like = officeRows(ROWS)[planting.likeLine - 2]!
    const changed = names.filter(
      (name) => cell(flow!.cells, name) !== String(Number(cell(like, name)) || cell(like, name)),
    )
    expect(changed.filter((name) => !['ts', 'duration'].includes(name)).sort()).toEqual([
      'orig_bytes',
      'orig_pkts',
      'resp_pkts',
    ])
  })

  it('can’t be planted where no column counts bytes', async () => {
    expect(plantExfiltration(await groundWith(columnsBut('orig_bytes')), 1)).toBe('no bytes')
  }, 60_000)
})

describe('a planted beacon', () => {
  it('calls one outside host at even gaps', () => {
    const planting = must(plantBeacon(ground, 1))
    const beats = starts(planting.at(planting.strengths.at(-1)!))
    const gaps = beats.slice(1).map((second, index) => second - beats[index]!)
    for (const gap of gaps) expect(Math.abs(gap / planting.gapSeconds! - 1)).toBeLessThan(0.1)
    expect(planting.ends.destination).not.toMatch(/^10\./)
  })

  it('needs addresses and times', async () => {
    expect(plantBeacon(await groundWith(columnsBut('id.orig_h')), 1)).toBe('no addresses')
    expect(plantBeacon(await groundWith(columnsBut('ts')), 1)).toBe('no times')
  }, 60_000)
})
