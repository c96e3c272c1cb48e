import { describe, expect, it } from 'vitest'
import { DelimitedLines } from '../../../../src/engine/intake/growing/delimited-lines'
import { planReading, type Plan } from '../../../../src/engine/intake/plan'
import { LONGEST_ROW } from '../../../../src/engine/intake/row-splitter'

interface Read {
  readonly rows: readonly (readonly [line: number, cells: readonly string[]])[]
  readonly refused: readonly (readonly [line: number, reason: string])[]
  readonly renamed: readonly (readonly string[])[]
  readonly waiting: string
}

function planOf(head: string): Plan {
  const planned = planReading('made.csv', head, true, {})
  if (!planned.ok) throw new Error(planned.failure.sentence)
  return planned.value
}

function read(head: string, pieces: readonly string[], headerFirst = true, line = 1): Read {
  const rows: [number, readonly string[]][] = []
  const refused: [number, string][] = []
  const renamed: (readonly string[])[] = []
  const reader = new DelimitedLines(planOf(head), line, headerFirst, {
    row: (cells, at) => rows.push([at, cells]),
    refuse: (at, reason) => refused.push([at, reason]),
    columns: (names) => renamed.push(names),
  })
  for (const piece of pieces) reader.push(piece)
  return { rows, refused, renamed, waiting: reader.waiting }
}

const inPieces = (text: string, length: number): string[] =>
  Array.from({ length: Math.ceil(text.length / length) }, (_, piece) =>
    text.slice(piece * length, (piece + 1) * length),
  )

const CSV = 'proto,bytes,note\ntcp,12,a\nudp,7,"b, and\nmore"\n\ntcp,1\nicmp,3,c\n'

describe('the lines of a growing file', () => {
  it('are rows once they are whole, with the line they start on', () => {
    const { rows, refused, waiting } = read(CSV, [`${CSV}tcp,9`])
    expect(rows).toEqual([
      [2, ['tcp', '12', 'a']],
      [3, ['udp', '7', 'b, and\nmore']],
      [7, ['icmp', '3', 'c']],
    ])
    expect(refused).toEqual([[6, '2 fields, not 3']])
    expect(waiting).toBe('tcp,9')
  })

  it.each([1, 2, 3, 7, 20])('are the same in pieces of %i characters', (length) => {
    expect(read(CSV, inPieces(CSV, length))).toEqual(read(CSV, [CSV]))
  })

  it('may end in CR and LF, also where a piece ends between the two', () => {
    const text = CSV.replaceAll('\n', '\r\n')
    const whole = read(text, [text])
    expect(whole.rows.map(([, cells]) => cells[0])).toEqual(['tcp', 'udp', 'icmp'])
    expect(read(text, inPieces(text, 1))).toEqual(whole)
  })

  it('go on behind a quotation mark that does not close, which costs its own line alone', () => {
    const behind = Array.from({ length: 40 }, (_, row) => `tcp,${row},x\n`).join('')
    const text = `proto,bytes,note\ntcp,1,a\ntcp,2,"open\n${behind}`
    const { rows, refused } = read(CSV, [text])
    expect(refused).toEqual([[3, 'a quote opens and never closes']])
    expect(rows).toHaveLength(41)
    expect(rows.at(-1)).toEqual([43, ['tcp', '39', 'x']])
    expect(read(CSV, inPieces(text, 11)).rows).toEqual(rows)
  })

  it('wait while a quoted cell may still close', () => {
    const { rows, waiting } = read(CSV, ['proto,bytes,note\ntcp,1,a\ntcp,2,"one\ntwo\n'])
    expect(rows).toHaveLength(1)
    expect(waiting).toBe('tcp,2,"one\ntwo\n')
  })

  it('are no flows where the header stands again', () => {
    const { rows, refused } = read(CSV, ['proto,bytes,note\ntcp,1,a\nproto,bytes,note\ntcp,2,b\n'])
    expect(rows.map(([line]) => line)).toEqual([2, 4])
    expect(refused).toEqual([])
  })

  it('begin with a flow where the text begins inside the file', () => {
    expect(read(CSV, ['tcp,5,z\n'], false, 17).rows).toEqual([[17, ['tcp', '5', 'z']]])
  })

  it('are dropped to their end where one is longer than any flow, and counted once', () => {
    const long = 'x'.repeat(LONGEST_ROW / 2)
    const { rows, refused, waiting } = read(CSV, ['proto,bytes,note\ntcp,1,a\n', long, long, 'x', long, '\ntcp,2,b\n'])
    expect(refused).toEqual([[3, 'a line of more than 4 MiB']])
    expect(rows.at(-1)).toEqual([4, ['tcp', '2', 'b']])
    expect(waiting).toBe('')
  })
})

const ZEEK =
  '#separator \\x09\n#set_separator\t,\n#path\tconn\n#fields\tts\tproto\torig_bytes\n#types\ttime\tenum\tcount\n'

describe('a Zeek log that grows', () => {
  it('may hold a second header block: no flow, and nothing changes if it names the same columns', () => {
    const { rows, refused, renamed } = read(ZEEK, [`${ZEEK}1.5\ttcp\t9\n#close\t2026\n${ZEEK}2.5\tudp\t-\n`])
    expect(rows).toEqual([
      [6, ['1.5', 'tcp', '9']],
      [13, ['2.5', 'udp', '-']],
    ])
    expect(refused).toEqual([])
    expect(renamed).toEqual([])
  })

  it('says so where the second block names other columns, and reads by them', () => {
    const other = ZEEK.replace('\tproto\torig_bytes', '\torig_bytes\tproto\tservice')
    const { rows, renamed } = read(ZEEK, [`${ZEEK}1.5\ttcp\t9\n${other}2.5\t8\tudp\tdns\n`])
    expect(renamed).toEqual([['ts', 'orig_bytes', 'proto', 'service']])
    expect(rows.at(-1)).toEqual([12, ['2.5', '8', 'udp', 'dns']])
  })
})
