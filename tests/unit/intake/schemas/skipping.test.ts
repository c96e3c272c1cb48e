/** Rows that are no flows by rule: counted, whoever reads them and in however many parts. */

import { describe, expect, it } from 'vitest'
import { isBlank } from '../../../../src/engine/intake/dialect'
import { repeatedHeader, ruleOfLine, ruleOfRow } from '../../../../src/engine/intake/skip-rules'
import { lines, madeFlows, type MadeFlow } from './support/made'
import { ledgerByPapa, textsOf, understood } from './support/understood'

const HEADER = 'time,source,port,bytes'
const row = ({ seconds, source, destinationPort, bytes }: MadeFlow): string =>
  [seconds, source, destinationPort, bytes].join(',')
const AGAIN = 'the header again, in the middle of the file'

describe('a header in the middle of a file', () => {
  const flows = madeFlows(21, 90)
  const parts = [flows.slice(0, 30), flows.slice(30, 60), flows.slice(60)]
  const text = parts.map((part) => lines(HEADER, part.map(row))).join('')

  it('is skipped, and its words are in no column', async () => {
    const opened = await understood(text)
    expect(opened.ledger).toMatchObject({ readCount: 92, usedCount: 90, refusedCount: 0, skippedCount: 2 })
    expect(opened.ledger.skipped).toEqual([{ rule: AGAIN, count: 2 }])
    expect(opened.column('bytes')).toMatchObject({ type: 'number', strayCount: 0 })
    expect(await textsOf(opened, 'source')).toEqual(flows.map(({ source }) => source))
    expect((await ledgerByPapa(text)).skipped).toEqual(opened.ledger.skipped)
  })

  it('is known with quotes, with blanks and behind a byte order mark', async () => {
    const others = ['"time","source","port","bytes"', ' time , source , port , bytes', `\ufeff${HEADER}`]
    const { ledger } = await understood(lines(HEADER, parts[0]!.map(row), others, parts[1]!.map(row)))
    expect(ledger).toMatchObject({ usedCount: 60, skippedCount: 3, refusedCount: 0 })
  })

  it('is known where rows have a cell more than it names', async () => {
    const wide = (flow: MadeFlow): string => `${row(flow)},x`
    const { ledger } = await understood(lines(HEADER, parts[0]!.map(wide), HEADER, parts[1]!.map(wide)))
    expect(ledger).toMatchObject({ usedCount: 60, skippedCount: 1, refusedCount: 0 })
  })

  it('is a row like any other where the analyst says that there is none', async () => {
    const { ledger } = await understood(text, { header: false })
    expect(ledger).toMatchObject({ usedCount: 93, skippedCount: 0 })
  })
})

describe('skipping in a file of several parts', () => {
  /** Three pieces of a megabyte: as many as there are shards. */
  const flows = madeFlows(22, 85_000)
  const text = lines(
    HEADER,
    flows.flatMap((flow) => (flow.index % 1000 === 999 ? [row(flow), HEADER, 'too,few'] : [row(flow)])),
  )

  it('gives the same ledger, columns and dictionaries for one shard and for three', async () => {
    const [one, three] = [await understood(text), await understood(text, {}, 3)]
    expect(three.rows.set.shards.length).toBeGreaterThan(1)
    expect(three.ledger).toEqual(one.ledger)
    expect(one.ledger).toMatchObject({ usedCount: 85_000, skippedCount: 85, refusedCount: 85 })
    expect(three.profiles).toEqual(one.profiles)
    for (const [index, digest] of one.rows.digest.columns.entries()) {
      expect(three.rows.digest.columns[index]!.distinct).toEqual(digest.distinct)
    }
    expect(await textsOf(three, 'bytes')).toEqual(flows.map(({ bytes }) => String(bytes)))
  })

  it('counts beyond the hundred that are listed', async () => {
    const many = lines(
      HEADER,
      madeFlows(23, 1000).flatMap((flow) => [row(flow), HEADER, 'too,few']),
    )
    const { ledger } = await understood(many)
    expect(ledger).toMatchObject({ usedCount: 1000, skippedCount: 1000, refusedCount: 1000 })
    expect(ledger.refused).toHaveLength(100)
  })
})

describe('a rule', () => {
  it('of a header compares at least two words, and leaves out what might be a value', () => {
    expect(repeatedHeader(['a'], 1, ',')).toEqual([])
    expect(repeatedHeader(['1', '-', 'b'], 3, ',')).toEqual([])
    expect(repeatedHeader(['x', 'größe', 'b', 'c'], 4, ',')).toEqual([
      { kind: 'header', rule: AGAIN, names: [null, null, 'b', 'c'] },
    ])
  })

  it('of lines matches from end to end, and ASCII only', () => {
    const rules = [{ kind: 'line', rule: 'r', patterns: ['a.*'] }] as const
    expect(ruleOfLine(rules, () => ' ab\r')).toBe(0)
    expect(ruleOfLine(rules, () => 'ba')).toBe(-1)
    expect(ruleOfLine(rules, () => 'aé')).toBe(-1)
  })

  it('of a cell looks at its column alone', () => {
    const rules = [{ kind: 'cell', rule: 'r', column: 1, texts: ['NODATA'] }] as const
    expect([ruleOfRow(rules, ['NODATA', 'OK']), ruleOfRow(rules, ['x', ' NODATA ']), isBlank(['', ' '])]).toEqual([
      -1,
      0,
      true,
    ])
  })
})

describe('a file without a single flow', () => {
  it('says what it holds instead', async () => {
    const text = lines('2 123456789012 eni-0a1b2c3d - - - - - - - 1700000000 1700000060 - NODATA')
    await expect(understood(text)).rejects.toThrow('export holds no flow.')
  })
})
