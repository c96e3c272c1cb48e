/**
 * Shard counts: what is counted about a shard's rows before a model is fitted, and what each row weighs.
 *
 * Counted is per joint column; what a column of the file has of it follows from that.
 */

import { EngineError } from '../failure'
import { countHashes, type CountedHashes } from '../numeric/count-hashes'
import { CodeCounter } from './code-counts'
import { rangeOf, wideMissing } from './column-counts'
import type { ScoringColumns } from './columns'
import { dampedSteps, WEIGHT_STEPS } from './damping'
import { jointOf, perMember, type JointColumn, type JointMember } from './joint-columns'
import { looksOf } from './looks'
import { tallyOfCodes, tallyOfMissing, tallyOfValues, type NumberTally } from './number-tally'
import type { CommonTexts, NumberRange, TallySums } from './rows'
import { openScoreLoops } from './score-loops'

type Breathe = () => Promise<void>

export class ShardCounts {
  /** Between `countLooks` and `weigh`. */
  private looks: CountedHashes | null = null
  /** Per row, in steps; null counts every row as 1. */
  weightSteps: Uint32Array | null = null

  constructor(
    private readonly columns: ScoringColumns,
    private readonly joint: readonly JointColumn[],
  ) {}

  async ranges(breathe: Breathe): Promise<readonly NumberRange[]> {
    const { numbers, rowCount } = this.columns
    const counter = new CodeCounter(openScoreLoops())
    const ranges = numbers.map((cells) => rangeOf(cells, null))
    for (const column of this.joint) {
      const members = column.members.flatMap((member) => {
        const cells = numbers[member.column]
        return cells?.kind === 'coded numbers' ? [{ member, numbers: cells.numbers }] : []
      })
      // What is joined occurs, so that where nothing is missing only alone columns need be counted.
      const isWhole = members.every(({ member, numbers: own }) => occursWhole(member, own))
      const counts = isWhole ? null : await counter.count(column.codes, column.entryCount, breathe)
      for (const { member, numbers: own } of members) {
        const occurring = counts ?? new Uint8Array(column.entryCount).fill(1)
        const range = rangeOf(
          { kind: 'coded numbers', numbers: own, codes: column.codes },
          perMember(occurring, member, own.length),
        )
        ranges[member.column] = counts === null ? { ...range, finiteCount: rowCount } : range
      }
      await breathe()
    }
    return ranges
  }

  /** @param rows indices within the shard */
  async tallyNumbers(rows: Uint32Array, weighed: boolean, breathe: Breathe): Promise<readonly NumberTally[]> {
    const { numbers } = this.columns
    const steps = weighed ? picked(this.weightSteps, rows) : null
    const tallies = numbers.map((cells) => tallyOfValues(cells, rows, steps))
    await breathe()
    for (const { codes, entryCount, members } of this.joint) {
      const sums = countedAt(picked(codes, rows)!, steps, entryCount)
      for (const member of members) {
        const cells = numbers[member.column]
        if (cells?.kind !== 'coded numbers') continue
        const own = (values: Float64Array): Float64Array => perMember(values, member, cells.numbers.length)
        tallies[member.column] = tallyOfCodes(cells.numbers, own(sums.counts), own(sums.weights))
      }
      await breathe()
    }
    return tallies
  }

  async countLooks(fills: readonly number[], common: CommonTexts, breathe: Breathe): Promise<CountedHashes> {
    const looks = await looksOf(openScoreLoops(), this.columns, this.joint, { fills, common }, breathe)
    return (this.looks = await countHashes(looks, null, breathe))
  }

  /**
   * @param alike    per different look of this shard, how many rows of the whole table have it
   * @param rowCount of the whole table
   */
  async weigh(alike: Uint32Array, rowCount: number, breathe: Breathe): Promise<void> {
    if (this.looks === null) throw new EngineError('out-of-range', 'looks have not been counted')
    const steps = alike.map((count) => dampedSteps(count, rowCount))
    await breathe()
    const { distinctOf } = this.looks
    const weightSteps = new Uint32Array(this.columns.rowCount)
    for (let row = 0; row < weightSteps.length; row++) weightSteps[row] = steps[distinctOf[row]!]!
    this.weightSteps = weightSteps
    this.looks = null
    await breathe()
  }

  weightsAt(rows: Uint32Array): Float64Array {
    const steps = picked(this.weightSteps, rows)
    return Float64Array.from({ length: rows.length }, (_, i) => (steps === null ? 1 : steps[i]! / WEIGHT_STEPS))
  }

  /** Per code of each planned text; before `weigh` each row weighs 1. */
  async tallyTexts(breathe: Breathe): Promise<readonly TallySums[]> {
    const { numbers, texts } = this.columns
    const tallies: TallySums[] = texts.map(() => ({ counts: new Float64Array(0), weights: new Float64Array(0) }))
    for (const column of this.joint) {
      const members = column.members.filter((member) => member.column >= numbers.length)
      if (members.length === 0) continue
      const sums = countedAt(column.codes, this.weightSteps, column.entryCount)
      for (const member of members) {
        const text = member.column - numbers.length
        const own = (values: Float64Array): Float64Array => perMember(values, member, texts[text]!.dictionary.length)
        tallies[text] = { counts: own(sums.counts), weights: own(sums.weights) }
      }
      await breathe()
    }
    return tallies
  }

  /** Present and missing cells. @param numbers which of the planned ones */
  async tallyMissing(numbers: readonly number[], breathe: Breathe): Promise<readonly TallySums[]> {
    const tallies: TallySums[] = []
    for (const index of numbers) {
      const cells = this.columns.numbers[index]!
      if (cells === null || cells.kind === 'numbers') tallies.push(wideMissing(cells, this.weightSteps))
      else {
        const { column, member } = jointOf(this.joint, index)
        const sums = countedAt(column.codes, this.weightSteps, column.entryCount)
        const own = (values: Float64Array): Float64Array => perMember(values, member, cells.numbers.length)
        tallies.push(tallyOfMissing(cells.numbers, own(sums.counts), own(sums.weights)))
      }
      await breathe()
    }
    return tallies
  }
}

/** Whether it is known without counting that every row has a number. */
const occursWhole = ({ codeOf }: JointMember, numbers: Float64Array): boolean =>
  codeOf !== null && codeOf.every((code) => Number.isFinite(numbers[code]!))

/** Per entry how often it occurs, and what those rows weigh. @param steps per code, null for a weight of 1 each */
function countedAt(
  codes: ArrayLike<number>,
  steps: Uint32Array | null,
  entryCount: number,
): { readonly counts: Float64Array; readonly weights: Float64Array } {
  const counts = new Float64Array(entryCount)
  for (let i = 0; i < codes.length; i++) counts[codes[i]!]!++
  if (steps === null) return { counts, weights: counts }
  const sums = new Float64Array(entryCount)
  for (let i = 0; i < codes.length; i++) sums[codes[i]!]! += steps[i]!
  return { counts, weights: sums.map((own) => own / WEIGHT_STEPS) }
}

function picked(values: ArrayLike<number> | null, rows: Uint32Array): Uint32Array | null {
  if (values === null) return null
  const own = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) own[i] = values[rows[i]!]!
  return own
}
