import { beforeAll, describe, expect, it } from 'vitest'
import type { Outcome } from '../../../src/engine/failure'
import { bytesSource, type ByteSource } from '../../../src/engine/intake/source'
import type { ModelDocument } from '../../../src/engine/model/document'
import { Cancelled, silentPulse, type Pulse } from '../../../src/engine/numeric/pulse'
import { foundIn, type Found } from '../../../src/engine/pipeline/found'
import { Job, type Host } from '../../../src/engine/pipeline/job'
import { LiveTail } from '../../../src/engine/pipeline/live-tail'
import { runWhole } from '../../../src/engine/pipeline/live-run'
import { openFile } from '../../../src/engine/pipeline/open-file'
import { matchSecond, scoreSecondFile } from '../../../src/engine/pipeline/second-file'
import type { TailFlow, TailFrom, TailNews } from '../../../src/engine/pipeline/tail-answers'
import { eveLines } from '../intake/json/made-json'
import { csvOf, MADE_COLUMNS, madeRows, SETTINGS } from './made-flows'

const host: Host = { nowMs: () => 0, letOthersRun: () => Promise.resolve() }
const newJob = (): Job => new Job(host, () => undefined)

const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.failure.sentence)
  return outcome.value
}

async function foundOf(source: ByteSource): Promise<Found> {
  const open = must(await openFile(source, {}, [], { synthetic: false }, silentPulse))
  const job = newJob()
  return foundIn(must(await runWhole(open, SETTINGS, job)), job)
}

/** What a second file read whole scores, by line. */
async function scoredWhole(found: Found, source: ByteSource): Promise<ReadonlyMap<number, number>> {
  const open = must(await openFile(source, {}, [], { synthetic: false }, silentPulse))
  const { second } = await matchSecond(found, open, {}, silentPulse)
  const scored = await scoreSecondFile(found, second, found.result.threshold, newJob())
  const lines = await second.rows.sourceLines()
  return new Map(Array.from(lines, (line, row) => [line, scored.second.scored!.scores[row]!]))
}

/** A file that a test writes on. */
class Written {
  constructor(private text = '') {}
  add(text: string): this {
    this.text += text
    return this
  }
  replace(text: string): this {
    this.text = text
    return this
  }
  now(): ByteSource {
    return bytesSource('made.csv', new TextEncoder().encode(this.text))
  }
}

/** Flags every flow, so that every score is told. */
const ALL = -Infinity

class Watch {
  readonly flows: TailFlow[] = []
  private constructor(
    private readonly tail: LiveTail,
    readonly first: TailNews,
    readonly lookedBackBytes: number,
  ) {
    this.flows.push(...first.flows)
  }
  static async start(model: ModelDocument, file: Written, from: TailFrom, threshold = ALL): Promise<Watch> {
    const { tail, start } = must(await LiveTail.start(model, file.now(), from, threshold, silentPulse))
    return new Watch(tail, start.news, start.lookedBackBytes)
  }
  async look(file: Written, pulse: Pulse = silentPulse, threshold = ALL): Promise<TailNews> {
    const news = await this.tail.look(file.now(), threshold, pulse)
    this.flows.unshift(...news.flows)
    return news
  }
  scores(): ReadonlyMap<number, number> {
    return new Map(this.flows.map(({ line, score }) => [line, score]))
  }
}

const linesOf = (rows: readonly (readonly string[])[]): string => rows.map((cells) => `${cells.join(',')}\n`).join('')
const HEADER = linesOf([MADE_COLUMNS])
const next = madeRows(900, 2)
const body = linesOf(next)

const FEW = [4, 5, 6, 7]
const fewer = (rows: readonly (readonly string[])[]): string[][] =>
  rows.map((cells) => FEW.map((column) => cells[column]!))
const FEW_COLUMNS = FEW.map((column) => MADE_COLUMNS[column]!)

let withHosts: Found
let columnsOnly: Found
let model: ModelDocument

beforeAll(async () => {
  withHosts = await foundOf(csvOf(MADE_COLUMNS, madeRows(1500)))
  columnsOnly = await foundOf(csvOf(FEW_COLUMNS, fewer(madeRows(1500))))
  model = withHosts.freeze(withHosts.result.threshold)
}, 60_000)

describe('a growing file beside the same file read whole', () => {
  it('scores the same where only a flow’s own columns count', async () => {
    const whole = await scoredWhole(columnsOnly, csvOf(FEW_COLUMNS, fewer(next)))
    const file = new Written(linesOf([FEW_COLUMNS, ...fewer(next)]))
    const watch = await Watch.start(columnsOnly.freeze(0), file, 'beginning')
    expect(watch.flows).toHaveLength(900)
    for (const [line, score] of watch.scores()) expect(score).toBeCloseTo(whole.get(line)!, 5)
  })

  it('scores the last flow of every source the same, and earlier ones by what was known then', async () => {
    const whole = await scoredWhole(withHosts, csvOf(MADE_COLUMNS, next))
    const scores = (await Watch.start(model, new Written(HEADER + body), 'beginning')).scores()
    const lastLine = new Map(next.map((cells, row) => [cells[1]!, row + 2]))
    expect(lastLine.size).toBe(41)
    for (const line of lastLine.values()) expect(scores.get(line)!).toBeCloseTo(whole.get(line)!, 4)
    const scan = next.flatMap((cells, row) => (cells[1] === '10.0.0.66' ? [row + 2] : []))
    expect(scores.get(scan[0]!)!).toBeLessThan(whole.get(scan[0]!)!)
    const others = [...scores].filter(([line]) => !scan.includes(line))
    const difference =
      others.reduce((sum, [line, score]) => sum + Math.abs(score - whole.get(line)!), 0) / others.length
    expect(difference).toBeLessThan(0.3)
  })
})

describe('however the looks cut it apart', () => {
  it.each([1, 2, 17, 4096])('a file written in %i pieces scores the same', async (pieceCount) => {
    const whole = await Watch.start(model, new Written(HEADER + body), 'beginning')
    const file = new Written(HEADER)
    const watch = await Watch.start(model, file, 'beginning')
    expect(watch.first.match).toBeNull()
    const length = Math.ceil(body.length / pieceCount)
    let news = watch.first
    for (let from = 0; from < body.length; from += length)
      news = await watch.look(file.add(body.slice(from, from + length)))
    expect(news.totals).toEqual({ scoredCount: 900, flaggedCount: 900, refusedCount: 0 })
    expect(watch.flows).toEqual(whole.flows)
  })

  it('a line counts once it is whole, and one that does not fit is refused with its number', async () => {
    const file = new Written(HEADER + linesOf(next.slice(0, 3)))
    const watch = await Watch.start(model, file, 'beginning')
    const line = linesOf([next[3]!])
    expect((await watch.look(file.add(line.slice(0, -1)))).totals.scoredCount).toBe(3)
    expect((await watch.look(file.add(line.slice(-1)))).totals.scoredCount).toBe(4)
    const { totals, lastRefused } = await watch.look(file.add('10.0.0.1,tcp\r\n'))
    expect(totals).toEqual({ scoredCount: 4, flaggedCount: 4, refusedCount: 1 })
    expect(lastRefused).toEqual({ line: 6, reason: '2 fields, not 10', text: '10.0.0.1,tcp' })
  })

  it('a look that is stopped in the middle is gone on with at the next', async () => {
    const many = linesOf(madeRows(4000, 3))
    const file = new Written(HEADER + body)
    const watch = await Watch.start(model, file, 'now', model.threshold)
    const stopping: Pulse = { report: () => undefined, breathe: () => Promise.reject(new Cancelled()) }
    await expect(watch.look(file.add(many), stopping, model.threshold)).rejects.toThrow(Cancelled)
    const news = await watch.look(file, silentPulse, model.threshold)
    expect(news.totals.scoredCount).toBe(4000)
    const unstopped = await Watch.start(model, new Written(HEADER + body), 'now', model.threshold)
    await unstopped.look(file, silentPulse, model.threshold)
    expect(watch.flows).toEqual(unstopped.flows)
  })
})

describe('from now on', () => {
  it('counts none of the flows before, knows what their hosts did, and numbers lines as the file does', async () => {
    const [early, late] = [next.slice(0, 700), next.slice(700)]
    const file = new Written(HEADER + linesOf(early))
    const watch = await Watch.start(model, file, 'now')
    expect(watch.flows).toEqual([])
    expect(watch.first.totals.scoredCount).toBe(0)
    expect(watch.lookedBackBytes).toBe(HEADER.length + linesOf(early).length)
    await watch.look(file.add(linesOf(late)))
    const whole = await Watch.start(model, file, 'beginning')
    expect(watch.flows).toEqual(whole.flows.slice(0, 200))
    expect(watch.flows.at(-1)!.line).toBe(702)
  })

  it('looks back a megabyte of a long file and no further', async () => {
    const long = linesOf(madeRows(20_000, 4))
    const file = new Written(HEADER + long)
    const watch = await Watch.start(model, file, 'now')
    expect(watch.lookedBackBytes).toBeLessThanOrEqual(1_048_576)
    expect(watch.lookedBackBytes).toBeGreaterThan(1_048_400)
    await watch.look(file.add(linesOf(next.slice(0, 1))))
    expect(watch.flows.map(({ line }) => line)).toEqual([20_002])
  })

  it('begins with the first line of a file that is still empty', async () => {
    const file = new Written()
    const watch = await Watch.start(model, file, 'now')
    expect((await watch.look(file.add(HEADER))).match).toBeNull()
    const news = await watch.look(file.add(linesOf(next.slice(0, 5))))
    expect(news.match?.sentence).toMatch(/^All \d+ columns the model looks at were found by name\.$/)
    expect(watch.flows.map(({ line }) => line)).toEqual([6, 5, 4, 3, 2])
  })
})

describe('a file that begins anew', () => {
  it.each([
    ['cut short and written on with its header', HEADER, 'cut short'],
    ['emptied by copying and written on without a header', '', 'cut short'],
  ])('is noticed: %s', async (_, header, kind) => {
    const file = new Written(`${HEADER}${linesOf(next.slice(0, 400))}half a li`)
    const watch = await Watch.start(model, file, 'beginning')
    const news = await watch.look(file.replace(header + linesOf(next.slice(400, 410))))
    expect(news.events).toEqual([{ kind, lostLine: true }])
    expect(news.totals).toEqual({ scoredCount: 410, flaggedCount: 410, refusedCount: 1 })
    const firstLine = header === '' ? 1 : 2
    expect(news.flows.map(({ line, fileIndex }) => [line, fileIndex])).toEqual(
      Array.from({ length: 10 }, (_unused, row) => [firstLine + 9 - row, 1]),
    )
    const unbroken = await Watch.start(model, new Written(HEADER + linesOf(next.slice(0, 410))), 'beginning')
    expect(news.flows.map(({ score }) => score)).toEqual(unbroken.flows.slice(0, 10).map(({ score }) => score))
  })

  it('is noticed where another, longer one stands in its place, and its columns may stand in another order', async () => {
    const file = new Written(HEADER + linesOf(next.slice(0, 20)))
    const watch = await Watch.start(model, file, 'beginning')
    const turned = [MADE_COLUMNS, ...next].map((cells) => [...cells].reverse())
    const news = await watch.look(file.replace(linesOf(turned)))
    expect(news.events).toEqual([{ kind: 'another file', lostLine: false }])
    expect(news.totals.scoredCount).toBe(920)
    const all = await Watch.start(model, new Written(HEADER + linesOf([...next.slice(0, 20), ...next])), 'beginning')
    expect(watch.flows[0]!.score).toBeCloseTo(all.flows[0]!.score, 6)
  })

  it('is said to have none of the columns, and read on once it has them again', async () => {
    const file = new Written(HEADER + linesOf(next.slice(0, 20)))
    const watch = await Watch.start(model, file, 'beginning')
    const other = await watch.look(file.replace('name,colour\nana,red\nben,blue\n'))
    expect(other.trouble?.sentence).toBe('None of the columns the model looks at is in made.csv.')
    expect(other.totals.scoredCount).toBe(20)
    const again = await watch.look(file.replace(HEADER + linesOf(next.slice(20, 22))))
    expect(again.trouble).toBeNull()
    expect(again.totals.scoredCount).toBe(22)
  })
})

describe('a Zeek log that grows', () => {
  const zeek = (rows: readonly (readonly string[])[], names: readonly string[]): string =>
    `#separator \\x09\n#set_separator\t,\n#fields\t${names.join('\t')}\n${rows.map((cells) => cells.map((cell) => cell || '-').join('\t')).join('\n')}\n`

  it('scores as the same rows in CSV do, and follows a second header block with its columns turned round', async () => {
    const file = new Written(zeek(next.slice(0, 300), MADE_COLUMNS))
    const watch = await Watch.start(model, file, 'beginning')
    const turned = next.slice(300, 600).map((cells) => [...cells].reverse())
    const news = await watch.look(file.add(zeek(turned, [...MADE_COLUMNS].reverse())))
    expect(news.events).toMatchObject([{ kind: 'other columns' }])
    expect(news.totals).toEqual({ scoredCount: 600, flaggedCount: 600, refusedCount: 0 })
    const csv = await Watch.start(model, new Written(HEADER + linesOf(next.slice(0, 600))), 'beginning')
    expect(watch.flows.map(({ score }) => score)).toEqual(csv.flows.map(({ score }) => score))
  })
})

describe('a log of JSON that grows', () => {
  const objects = (rows: readonly (readonly string[])[]): string =>
    rows
      .map((cells) => {
        const filled = cells.flatMap((cell, column) => (cell === '' ? [] : [[MADE_COLUMNS[column]!, cell] as const]))
        return `${JSON.stringify(Object.fromEntries(filled))}\n`
      })
      .join('')

  it('scores as the same rows in CSV do, in pieces of any length and with keys that come late', async () => {
    const text = objects(next.slice(0, 600))
    const file = new Written(text.slice(0, 700))
    const watch = await Watch.start(model, file, 'beginning')
    let news = watch.first
    for (let from = 700; from < text.length; from += 911)
      news = await watch.look(file.add(text.slice(from, from + 911)))
    expect(news.totals).toEqual({ scoredCount: 600, flaggedCount: 600, refusedCount: 0 })
    const csv = await Watch.start(model, new Written(HEADER + linesOf(next.slice(0, 600))), 'beginning')
    expect(watch.flows.map(({ score }) => score)).toEqual(csv.flows.map(({ score }) => score))
    expect(watch.flows.at(-1)!.line).toBe(1)
    expect(watch.flows[0]!.cells.src_ip).toBe(next[599]![1])
  })

  it('says nothing of a key at which no model looks, and refuses what is no object with its line', async () => {
    const file = new Written(objects(next.slice(0, 20)))
    const watch = await Watch.start(model, file, 'beginning')
    const news = await watch.look(file.add('{"colour":"red","proto":"tcp"}\n\n{"proto":\nnull\n'))
    expect(news.events).toEqual([])
    expect(news.totals).toEqual({ scoredCount: 21, flaggedCount: 21, refusedCount: 2 })
    expect(news.lastRefused).toMatchObject({ line: 24, text: 'null' })
  })

  it('is Suricata’s: its flows are scored as in the whole file, and all other events are none', async () => {
    const bytes = (seed: number): ByteSource =>
      bytesSource('eve.json', new TextEncoder().encode(eveLines({ flows: 300, dns: 40, alertEvery: 0 }, seed)))
    const found = await foundOf(bytes(1))
    const whole = await scoredWhole(found, bytes(2))
    const file = new Written(eveLines({ flows: 300, dns: 40, alertEvery: 0 }, 2))
    const watch = await Watch.start(found.freeze(0), file, 'beginning')
    expect(watch.first.match?.format).toBe('Suricata EVE')
    expect(watch.first.totals).toEqual({ scoredCount: 300, flaggedCount: 300, refusedCount: 0 })
    expect([...watch.scores().keys()].sort()).toEqual([...whole.keys()].sort())
    const lastOf = new Map(watch.flows.toReversed().map(({ line, cells }) => [cells.src_ip, line]))
    for (const line of lastOf.values()) expect(watch.scores().get(line)!).toBeCloseTo(whole.get(line)!, 3)
  })

  it('waits for its first flow, and then counts from the beginning of what it was asked for', async () => {
    const dns = eveLines({ flows: 0, dns: 3000, alertEvery: 0 }, 3)
    const found = await foundOf(
      bytesSource('eve.json', new TextEncoder().encode(eveLines({ flows: 300, dns: 4, alertEvery: 0 }))),
    )
    const file = new Written(dns)
    const watch = await Watch.start(found.freeze(0), file, 'now')
    expect(watch.first.match).toBeNull()
    const news = await watch.look(file.add(eveLines({ flows: 5, dns: 2, alertEvery: 0 }, 4)))
    expect(news.totals.scoredCount).toBe(5)
  })
})

describe('what is told of flagged flows', () => {
  it('is the newest first, with the reason, where the score stands and the cells under the model’s names', async () => {
    const watch = await Watch.start(model, new Written(HEADER + body), 'beginning', model.threshold)
    const { flaggedCount } = watch.first.totals
    expect(watch.flows).toHaveLength(flaggedCount)
    expect(flaggedCount).toBeGreaterThan(0)
    const lines = watch.flows.map(({ line }) => line)
    expect(lines).toEqual([...lines].sort((a, b) => b - a))
    const flaggedBefore = withHosts.scores!.filter((score) => score > model.threshold).length
    for (const { line, score, rarity, mainReason, cells } of watch.flows) {
      expect(score).toBeGreaterThan(model.threshold)
      expect(rarity!.atLeast).toBeLessThanOrEqual(flaggedBefore)
      expect(mainReason).not.toBe('')
      expect(cells.src_ip).toBe(next[line - 2]![1])
    }
  })

  it('is the newest thousand where more come at once; all are counted', async () => {
    const file = new Written(HEADER + linesOf(madeRows(5000, 5)))
    const watch = await Watch.start(model, file, 'beginning')
    expect(watch.first.totals.flaggedCount).toBe(5000)
    expect(watch.flows).toHaveLength(1000)
    expect([watch.flows[0]!.line, watch.flows.at(-1)!.line]).toEqual([5001, 4002])
  })
})

describe('what can’t be watched', () => {
  const start = async (bytes: Uint8Array) => {
    const started = await LiveTail.start(model, bytesSource('made.csv', bytes), 'now', 1, silentPulse)
    return started.ok ? null : started.failure
  }

  it('is refused in a sentence', async () => {
    const wide = Uint8Array.from(
      ['\ufeff', ...HEADER].flatMap((text) => [text.charCodeAt(0) & 255, text.charCodeAt(0) >> 8]),
    )
    expect((await start(wide))?.sentence).toBe('made.csv is text in UTF-16, which can’t be watched while it grows.')
    expect((await start(new TextEncoder().encode('[\n{"a":1},\n{"a":2}\n]\n')))?.sentence).toBe(
      'made.csv is one JSON value over many lines, which can’t be watched while it grows.',
    )
    expect((await start(new TextEncoder().encode('a,b\n1,2\n')))?.code).toBe('columns-do-not-match')
    expect((await start(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13)))?.sentence).toContain(
      'made.csv',
    )
  })

  it('is a file that changes under the reader: what was read stays read, and the rest waits for the next look', async () => {
    const text = HEADER + body
    const { tail } = must(
      await LiveTail.start(model, new Written(HEADER + linesOf(next.slice(0, 5))).now(), 'beginning', ALL, silentPulse),
    )
    const whole = new Written(text).now()
    const robbed: ByteSource = { ...whole, read: () => Promise.reject(new Error('written to')) }
    const news = await tail.look(robbed, ALL, silentPulse)
    expect(news.totals.scoredCount).toBe(5)
    expect(news.leftBytes).toBe(text.length - (HEADER + linesOf(next.slice(0, 5))).length)
    expect((await tail.look(whole, ALL, silentPulse)).totals.scoredCount).toBe(900)
  })
})
