/**
 * Looks: a hash of every row's coarse look (damping.ts).
 */

import { BLOCK_ROWS, blockCountOf, blockRange } from '../numeric/blocks'
import type { Kernel } from '../numeric/kernel'
import { blocksOf, bytesOf, CodeStage } from './code-stage'
import type { ScoringColumns } from './columns'
import { numberWords, textWords } from './damping'
import type { CodedColumn, JointColumn } from './joint-columns'
import type { CommonTexts } from './rows'
import type { ScoreLoops } from './score-loops'

/** Some milliseconds of hashing. */
const WORDS_AT_ONCE = 32_768

/** What looks tell apart. */
export interface Told {
  /** Per planned number, for missing cells. */
  readonly fills: readonly number[]
  readonly common: CommonTexts
}

interface LookColumn {
  readonly stage: CodeStage
  readonly words: number
  /** Lays a block's codes, or its words where every row has its own. */
  readonly lay: (first: number, pastLast: number) => void
}

/**
 * @param joint all columns that are coded, joined
 * @returns two words per row, the low one first
 */
export async function looksOf(
  kernel: Kernel<ScoreLoops>,
  columns: ScoringColumns,
  joint: readonly JointColumn[],
  told: Told,
  breathe: () => Promise<void>,
): Promise<Uint32Array> {
  const ready = joint.map((column) => codedLooks(kernel, column))
  for (const [index, { members, entryCount }] of joint.entries()) {
    const words = new Uint32Array(entryCount * 2)
    for (const { column, codeOf } of members) {
      xorInto(words, await wordsOf(columns, column, told, breathe), codeOf)
    }
    layWords(kernel, ready[index]!.words, words)
  }
  columns.numbers.forEach((cells, index) => {
    if (cells?.kind === 'numbers') ready.push(wideLooks(kernel, cells.values, told.fills[index]!, index))
  })
  if (columns.sources !== null) {
    const { codes, dictionary } = columns.sources
    const sources = codedLooks(kernel, { codes, entryCount: dictionary.length })
    layWords(kernel, sources.words, await wordsOfTexts(dictionary, SOURCES, breathe))
    ready.push(sources)
  }
  return walked(kernel, ready, columns.rowCount, breathe)
}

/** No place of a planned column. */
const SOURCES = -1

async function walked(
  kernel: Kernel<ScoreLoops>,
  columns: readonly LookColumn[],
  rowCount: number,
  breathe: () => Promise<void>,
): Promise<Uint32Array> {
  const address = kernel.reserve(BLOCK_ROWS * 8)
  const looks = new Uint32Array(rowCount * 2)
  for (let block = 0; block < blockCountOf(rowCount); block++) {
    const [first, pastLast] = blockRange(block, rowCount)
    const own = new Uint32Array(kernel.buffer, address, (pastLast - first) * 2).fill(0)
    for (const { stage, words, lay } of columns) {
      lay(first, pastLast)
      kernel.loops.addLooks(stage.address, stage.shift, stage.mask, words, pastLast - first, address)
    }
    looks.set(own, first * 2)
    await breathe()
  }
  return looks
}

/** Words of a planned column, two per code. */
async function wordsOf(
  { numbers, texts }: ScoringColumns,
  place: number,
  { fills, common }: Told,
  breathe: () => Promise<void>,
): Promise<Uint32Array> {
  const cells = numbers[place]
  if (cells?.kind === 'coded numbers') return numberWords(cells.numbers, fills[place]!, place)
  const { dictionary } = texts[place - numbers.length]!
  const kept = common[place - numbers.length] ?? null
  return wordsOfTexts(kept === null ? dictionary : othersAsOne(dictionary, kept), place, breathe)
}

/** No text of a file: every text that isn't common. */
const OTHER = '\u0000other'

function othersAsOne(dictionary: readonly string[], kept: readonly string[]): readonly string[] {
  const known = new Set(kept)
  return dictionary.map((text) => (known.has(text) ? text : OTHER))
}

async function wordsOfTexts(
  texts: readonly string[],
  place: number,
  breathe: () => Promise<void>,
): Promise<Uint32Array> {
  const words = new Uint32Array(texts.length * 2)
  for (let first = 0; first < texts.length; first += WORDS_AT_ONCE) {
    words.set(textWords(texts.slice(first, first + WORDS_AT_ONCE), place), first * 2)
    await breathe()
  }
  return words
}

function xorInto(words: Uint32Array, ofMember: Uint32Array, codeOf: Uint32Array | null): void {
  for (let entry = 0; entry < words.length / 2; entry++) {
    const code = codeOf === null ? entry : codeOf[entry]!
    words[entry * 2]! ^= ofMember[code * 2]!
    words[entry * 2 + 1]! ^= ofMember[code * 2 + 1]!
  }
}

function codedLooks(kernel: Kernel<ScoreLoops>, { codes, entryCount }: CodedColumn): LookColumn {
  const stage = CodeStage.for(kernel, codes.BYTES_PER_ELEMENT)
  return { stage, words: kernel.reserve(entryCount * 8), lay: blocksOf(codes, stage) }
}

/** Every row has a word of its own. */
function wideLooks(kernel: Kernel<ScoreLoops>, values: Float64Array, fill: number, place: number): LookColumn {
  const stage = CodeStage.for(kernel, 2)
  const words = kernel.reserve(BLOCK_ROWS * 8)
  stage.lay(bytesOf(Uint16Array.from({ length: BLOCK_ROWS }, (_, row) => row)))
  const lay = (first: number, pastLast: number): void =>
    layWords(kernel, words, numberWords(values.subarray(first, pastLast), fill, place))
  return { stage, words, lay }
}

function layWords(kernel: Kernel<ScoreLoops>, address: number, words: Uint32Array): void {
  new Uint32Array(kernel.buffer, address, words.length).set(words)
}
