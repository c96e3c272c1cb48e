import { describe, expect, it } from 'vitest'
import { joinFacts, nextQuestion } from '../../../../src/engine/intake/scan/join-ranges'
import { scanRange, USUAL_GRAIN } from '../../../../src/engine/intake/scan/scan-range'
import { scanTasks } from '../../../../src/engine/intake/scan/scan-tasks'
import type { ScannedRange } from '../../../../src/engine/intake/scan/scanned-range'
import { bytesSource } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'
import { planOf } from './support/reading'

const PIECE_BYTES = 64

/** Scans a text in ranges, each asked once. */
async function ranges(text: string, rangeCount: number, header = true) {
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
  // As if the head had been plain ASCII.
  const plan = { ...planOf(bytes, { header, delimiter: ',' })!.scanPlan, encoding: 'utf-8' as const }
  const source = bytesSource('flows.csv', bytes)
  const tasks = scanTasks(plan, bytes.length, rangeCount, [], PIECE_BYTES)
  const found: ScannedRange[] = []
  for (const task of tasks) {
    found.push(await scanRange(source, task, silentPulse, { ...USUAL_GRAIN, pieceBytes: PIECE_BYTES }))
  }
  return { plan, tasks, found }
}

const rows = (count: number): string => Array.from({ length: count }, (_, row) => `${row},x\n`).join('')

describe('the ranges of a file', () => {
  it('cover it, in whole pieces of the fingerprint', () => {
    const { plan } = planFor()
    const tasks = scanTasks(plan, 1000, 3, [], PIECE_BYTES)
    expect(tasks.map(({ start, end }) => [start, end])).toEqual([
      [0, 320],
      [320, 704],
      [704, 1000],
    ])
    expect(tasks.map(({ firstRow }) => firstRow)).toEqual([0, null, null])
    expect(tasks.map(({ headerAwaited }) => headerAwaited)).toEqual([true, false, false])
  })

  it('are no more than there are pieces', () => {
    expect(scanTasks(planFor().plan, 100, 8, [], PIECE_BYTES)).toHaveLength(2)
  })

  it('fit together where each begins with the row that the one before left off at', async () => {
    const { tasks, found, plan } = await ranges(`a,b\n${rows(100)}`, 3)
    expect(nextQuestion(tasks, found)).toBeNull()
    const { rowCount, firstLines } = joinFacts(plan, found)
    expect(rowCount).toBe(100)
    expect(found[1]!.sourceLines[0]! + firstLines[1]!).toBe(found[0]!.rowCount + 2)
  })

  it('are asked again from the right place where one began inside a quoted cell', async () => {
    const { tasks, found } = await ranges(`a,b\n1,"${'x\n'.repeat(100)}"\n${rows(20)}`, 2)
    expect(nextQuestion(tasks, found)).toEqual({ index: 1, task: { ...tasks[1], firstRow: found[0]!.endOffset } })
  })

  it('hand on the header where the first has only blank lines', async () => {
    const { tasks, found } = await ranges(`${'\n'.repeat(150)}a,b\n${rows(20)}`, 2)
    expect(found[0]!.headerAwaited).toBe(true)
    expect(nextQuestion(tasks, found)?.task).toMatchObject({ headerAwaited: true, firstRow: 128 })
  })

  it('are not asked about what comes behind a row that ends the reading', async () => {
    const { tasks, found, plan } = await ranges(`a,b\n1,"${'x\n'.repeat(100)}${rows(20)}`, 2)
    expect(found[0]!.trouble).toEqual({ kind: 'unclosed-quote', line: 1 })
    expect(nextQuestion(tasks, found)).toBeNull()
    expect(joinFacts(plan, found).trouble).toEqual({ kind: 'unclosed-quote', line: 2 })
  })

  it('tell the encoding together: Latin-1 if the first byte beyond ASCII is no UTF-8, whichever range has it', async () => {
    const latin1 = await ranges(`a,b\n${rows(40)}1,caf\xe9\n${rows(40)}1,Ã©\n`, 3)
    expect(joinFacts(latin1.plan, latin1.found)).toMatchObject({ encoding: 'latin-1', warnings: [] })
    const utf8 = await ranges(`a,b\n${rows(40)}1,Ã©\n${rows(40)}1,caf\xe9\n`, 3)
    expect(joinFacts(utf8.plan, utf8.found)).toMatchObject({
      encoding: 'utf-8',
      warnings: ['From byte 395 on, some bytes are not valid UTF-8; they are shown as �.'],
    })
  })

  it('are cut again in the encoding found where that may matter to an odd row', async () => {
    const { tasks, found } = await ranges(`a,b\n${rows(40)}1,"caf\xe9"\xa0\n`, 2)
    expect(nextQuestion(tasks, found)).toEqual({ index: 1, task: { ...tasks[1], encoding: 'latin-1' } })
  })

  it('list the first hundred refused lines of the file, with its line numbers', async () => {
    const { found, plan } = await ranges(`a,b\n${rows(300)}${'1,2,3\n'.repeat(150)}`, 3)
    const { refused, refusedCount } = joinFacts(plan, found)
    expect(refusedCount).toBe(150)
    expect(refused).toHaveLength(100)
    expect(refused[99]).toEqual({ line: 401, offset: 2288, reason: '3 fields, not 2', text: '1,2,3' })
  })
})

function planFor() {
  return { plan: planOf(new TextEncoder().encode('a,b\n1,2\n'), {})!.scanPlan }
}
