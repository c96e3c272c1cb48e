/**
 * Looks: a hash of every row's coarse look (damping.ts), and how often each code of a column occurs.
 */

import { BLOCK_ROWS, blockCountOf, blockRange } from '../numeric/blocks'
import type { Kernel } from '../numeric/kernel'
import type { Codes, TextCells } from '../table/table'
import { blocksOf, bytesOf, CodeStage } from './code-stage'
import type { ScoringColumns, ScoringNumbers } from './columns'
import { numberWords, textWords } from './damping'
import type { ScoreLoops } from './score-loops'

/** Some milliseconds of hashing. */
const WORDS_AT_ONCE = 32_768

interface LookColumn {
  readonly stage: CodeStage
  readonly words: number
  /** Lays a block's codes, and its words where every row has its own. */
  readonly lay: (first: number, pastLast: number) => void
}

/**
 * @param fills per number, for missing cells
 * @returns two words per row, the low one first
 */
export async function looksOf(
  kernel: Kernel<ScoreLoops>,
  columns: ScoringColumns,
  fills: readonly number[],
  breathe: () => Promise<void>,
): Promise<Uint32Array> {
  const ready: LookColumn[] = []
  for (const [index, cells] of columns.numbers.entries()) {
    if (cells !== null) ready.push(await numberLooks(kernel, cells, fills[index]!, index + 1, breathe))
  }
  for (const [index, cells] of [...columns.texts, columns.sources].entries()) {
    if (cells !== null) ready.push(await textLooks(kernel, cells, -index - 1, breathe))
  }
  const address = kernel.reserve(BLOCK_ROWS * 8)
  const looks = new Uint32Array(columns.rowCount * 2)
  for (let block = 0; block < blockCountOf(columns.rowCount); block++) {
    const [first, pastLast] = blockRange(block, columns.rowCount)
    const own = new Uint32Array(kernel.buffer, address, (pastLast - first) * 2).fill(0)
    for (const { stage, words, lay } of ready) {
      lay(first, pastLast)
      kernel.loops.addLooks(stage.address, stage.shift, stage.mask, words, pastLast - first, address)
    }
    looks.set(own, first * 2)
    await breathe()
  }
  return looks
}

async function numberLooks(
  kernel: Kernel<ScoreLoops>,
  cells: ScoringNumbers,
  fill: number,
  column: number,
  breathe: () => Promise<void>,
): Promise<LookColumn> {
  if (cells.kind === 'numbers') return wideLooks(kernel, cells.values, fill, column)
  const { codes, numbers } = cells
  const words = kernel.reserve(numbers.length * 8)
  await eachPiece(numbers.length, breathe, (first, pastLast) =>
    layWords(kernel, words, first, numberWords(numbers.subarray(first, pastLast), fill, column)),
  )
  return codedLooks(kernel, codes, words)
}

/** Every row has a word of its own. */
function wideLooks(kernel: Kernel<ScoreLoops>, values: Float64Array, fill: number, column: number): LookColumn {
  const stage = CodeStage.for(kernel, 2)
  const words = kernel.reserve(BLOCK_ROWS * 8)
  stage.lay(bytesOf(Uint16Array.from({ length: BLOCK_ROWS }, (_, row) => row)))
  const lay = (first: number, pastLast: number): void =>
    layWords(kernel, words, 0, numberWords(values.subarray(first, pastLast), fill, column))
  return { stage, words, lay }
}

async function textLooks(
  kernel: Kernel<ScoreLoops>,
  { codes, dictionary }: TextCells,
  column: number,
  breathe: () => Promise<void>,
): Promise<LookColumn> {
  const words = kernel.reserve(dictionary.length * 8)
  await eachPiece(dictionary.length, breathe, (first, pastLast) =>
    layWords(kernel, words, first, textWords(dictionary.slice(first, pastLast), column)),
  )
  return codedLooks(kernel, codes, words)
}

function codedLooks(kernel: Kernel<ScoreLoops>, codes: Codes, words: number): LookColumn {
  const stage = CodeStage.for(kernel, codes.BYTES_PER_ELEMENT)
  return { stage, words, lay: blocksOf(codes, stage) }
}

function layWords(kernel: Kernel<ScoreLoops>, address: number, first: number, words: Uint32Array): void {
  new Uint32Array(kernel.buffer, address + first * 8, words.length).set(words)
}

async function eachPiece(
  count: number,
  breathe: () => Promise<void>,
  work: (first: number, pastLast: number) => void,
): Promise<void> {
  for (let first = 0; first < count; first += WORDS_AT_ONCE) {
    work(first, Math.min(count, first + WORDS_AT_ONCE))
    await breathe()
  }
}
