import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ArgumentMistake, readArguments } from '../../../scripts/evaluate/arguments'
import { measure, type Measured } from '../../../scripts/evaluate/measure'
import { cellText } from '../../../src/engine/table/table'
import { trafficTable } from './traffic'

describe('the arguments of evaluate', () => {
  it('are read with their defaults', () => {
    expect(readArguments(['--score', 'a.csv', '--truth', 'label'])).toEqual({
      score: 'a.csv',
      baseline: null,
      truth: 'label',
      ignore: [],
      seed: 42,
      rows: null,
      networkFeatures: false,
    })
    const all = '--score a --baseline b --truth t --ignore x --ignore y --seed 7 --rows out --network-features'.split(
      ' ',
    )
    expect(readArguments(all)).toEqual({
      score: 'a',
      baseline: 'b',
      truth: 't',
      ignore: ['x', 'y'],
      seed: 7,
      rows: 'out',
      networkFeatures: true,
    })
  })

  it.each([
    ['', '--score is missing: it names a file to score.'],
    ['--score a', '--truth is missing: it names the column that says which rows are attacks.'],
    ['--score a --truth t --seed 1.5', '--seed is "1.5"; it must be a whole number from 0 to 4294967295.'],
    [
      '--score a --truth t --seed 4294967296',
      '--seed is "4294967296"; it must be a whole number from 0 to 4294967295.',
    ],
    ['--score a --truth t --wrong', "Unknown option '--wrong'."],
    ['--score a --truth t more', "Unexpected argument 'more'."],
  ])('"%s" is a mistake with a sentence', (line, sentence) => {
    expect(() => readArguments(line.split(' ').filter((word) => word !== ''))).toThrow(new ArgumentMistake(sentence))
  })
})

describe('measuring a ranking', () => {
  let folder: string
  let file: string
  const rowCount = 600
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'evaluate-'))
    file = join(folder, 'traffic.csv')
    const table = trafficTable(rowCount)
    const lines = Array.from({ length: rowCount }, (_, row) => {
      const isScan = row % 50 === 49
      return [...table.cells.map((cells) => cellText(cells, row)), isScan ? 'scan' : 'benign', isScan ? 1 : 0].join(',')
    })
    writeFileSync(file, [[...table.columnNames, 'verdict', 'kind'].join(','), ...lines, ''].join('\n'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const measured = async (words: readonly string[]): Promise<Measured> => {
    const outcome = await measure(readArguments(['--score', file, '--truth', 'verdict', '--ignore', 'kind', ...words]))
    if (!outcome.ok) throw new Error(outcome.failure.sentence)
    return outcome.value
  }

  it('counts rows and attacks, finds the scan, and says how long each stage took', async () => {
    const { report, scores, assignments, sourceLines } = await measured([])
    expect(report).toMatchObject({ rows: rowCount, attacks: 12 })
    expect(report.auroc).toBeGreaterThan(0.99)
    expect(report.purity).toBeGreaterThanOrEqual(0.98)
    expect(report.clusters).toBeGreaterThan(1)
    expect(report.adjustedRandIndex).toBeGreaterThan(-0.5)
    const { foundCount, missedCount, falseAlarmCount, quietCount } = report.confusion
    expect([foundCount + missedCount, foundCount + falseAlarmCount]).toEqual([12, report.flagged])
    expect(foundCount + missedCount + falseAlarmCount + quietCount).toBe(rowCount)
    expect(report.kinds).toEqual([{ kind: 'scan', rows: 12, found: foundCount }])
    expect(Object.keys(report.seconds)).toEqual(
      expect.arrayContaining(['read', 'features', 'elbow', 'scores', 'total']),
    )
    expect([scores.length, assignments.length, sourceLines[0]]).toEqual([rowCount, rowCount, 2])
  })

  it('gives by a baseline that is the same file what the file gives itself', async () => {
    const [own, other] = [await measured([]), await measured(['--baseline', file])]
    expect({ ...other.report, seconds: {} }).toEqual({ ...own.report, seconds: {} })
    expect(Array.from(other.scores)).toEqual(Array.from(own.scores))
    expect(other.assignments).toEqual(own.assignments)
  })

  it('never lets the truth in: without the second truth column ignored, scores would differ', async () => {
    const own = await measured([])
    const leaking = await measure(readArguments(['--score', file, '--truth', 'verdict', '--ignore', 'state']))
    expect(leaking.ok && Array.from(leaking.value.scores)).not.toEqual(Array.from(own.scores))
    const byKind = await measure(readArguments(['--score', file, '--truth', 'kind', '--ignore', 'verdict']))
    expect(byKind.ok && byKind.value.report.auroc).toBe(own.report.auroc)
    expect(byKind.ok && Array.from(byKind.value.scores)).toEqual(Array.from(own.scores))
  })

  it('says which column is not there, and which file', async () => {
    const mistake = measure(readArguments(['--score', file, '--truth', 'nowhere']))
    await expect(mistake).rejects.toThrow(/^traffic\.csv has no column "nowhere"; it has start, source, /)
    await expect(measured(['--ignore', 'elsewhere'])).rejects.toThrow(/no column "elsewhere"/)
    const outcome = await measure(readArguments(['--score', join(folder, 'none.csv'), '--truth', 'x']))
    expect(!outcome.ok && outcome.failure.sentence).toBe('none.csv can’t be read.')
  })
})
