/**
 * Colouring: which ink each dot gets, by group, by score or by ground truth.
 *
 * A dot's ink is looked up by a code of one byte per row, so that dots can be drawn ink after ink; rows outside of the
 * selection carry a second code of the same colour, fainter.
 */

import { between, groupColour, type Palette } from '../colours'
import type { Ink, Solid } from './dot-painter'

export type ColourBy = 'group' | 'score' | 'truth'

const DOT_OPACITY = 0.7
const FLAGGED_OPACITY = 0.9
/**
 * What is left of a colour outside of the selection. The colour is mixed with the ground and not made more transparent:
 * a thousand transparent dots on one spot would shine as brightly as ever.
 */
const FADED_COLOUR = 0.28
/** The same for everything that isn't flagged, while only flagged flows are asked for. */
const GHOST_COLOUR = 0.14

/** Steps of the score's colour; more are not told apart. */
const SCORE_STEPS = 16

export interface Colouring {
  readonly codes: Uint8Array
  readonly codeCount: number
  readonly inks: readonly Ink[]
  /** Codes in the order they are drawn, the last one on top. */
  readonly sequence: readonly number[]
}

export interface ColouringInputs {
  readonly by: ColourBy
  readonly assignments: Uint8Array
  readonly clusterCount: number
  readonly scores: Float32Array | null
  readonly threshold: number
  /** Per row an index into `isAttack`. */
  readonly truthCodes: Uint8Array | null
  /** Per level of the truth column. */
  readonly isAttack: readonly boolean[]
  /** The selected group, where colours are by group: then no row's code changes, only the inks of the others do. */
  readonly selectedCluster: number | null
  /** Any other selection: 1 per row that is inside of it; null without one. */
  readonly inside: Uint8Array | null
  readonly flaggedOnly: boolean
  /** Flagged rows to be drawn as dots, where they are too many for rings. */
  readonly flaggedDots: Uint32Array
}

/** Colours before any fading, by code. */
function coloursOf(inputs: ColouringInputs, palette: Palette): readonly Solid[] {
  if (inputs.by === 'truth') return inputs.isAttack.map((attack) => (attack ? palette.anomaly : palette.mark))
  if (inputs.by === 'score')
    return Array.from({ length: SCORE_STEPS }, (_, step) =>
      between(palette.mark, palette.anomaly, step / (SCORE_STEPS - 1)),
    )
  return Array.from({ length: inputs.clusterCount }, (_, cluster) => palette.groups[groupColour(cluster)]!)
}

/**
 * Score → step: usual (1 and below) is the first, the threshold and all above it the last. Between them the step grows
 * with the square of the logarithm, so that only what comes near the threshold takes on its colour.
 */
export function scoreStepOf(score: number, threshold: number): number {
  if (score >= threshold) return SCORE_STEPS - 1
  if (score <= 1) return 0
  return Math.min(SCORE_STEPS - 2, Math.floor((Math.log(score) / Math.log(threshold)) ** 2 * (SCORE_STEPS - 1)))
}

function plainCodes(inputs: ColouringInputs): Uint8Array {
  if (inputs.by === 'truth' && inputs.truthCodes !== null) return inputs.truthCodes
  if (inputs.by === 'score' && inputs.scores !== null) {
    const codes = new Uint8Array(inputs.scores.length)
    for (let row = 0; row < codes.length; row++) codes[row] = scoreStepOf(inputs.scores[row]!, inputs.threshold)
    return codes
  }
  return inputs.assignments
}

/** No pass over the rows for groups, one or two else; 1 M rows take about 10 ms. */
export function colouringOf(inputs: ColouringInputs, palette: Palette): Colouring {
  const colours = coloursOf(inputs, palette)
  const faded = (colour: Solid): Ink => ({
    ...between(palette.surface, colour, inputs.flaggedOnly ? GHOST_COLOUR : FADED_COLOUR),
    opacity: DOT_OPACITY,
  })
  const isFaint = (code: number): boolean =>
    inputs.flaggedOnly || (inputs.selectedCluster !== null && inputs.selectedCluster !== code)
  const inks = colours.map((colour, code) => (isFaint(code) ? faded(colour) : { ...colour, opacity: DOT_OPACITY }))
  const sequence = drawnInOrder(inputs, colours.length)
  let codes = plainCodes(inputs)
  if (inputs.inside !== null) {
    codes = withOutside(codes, inputs.inside, colours.length)
    inks.push(...colours.map(faded))
    sequence.unshift(...sequence.map((code) => code + colours.length))
  }
  if (inputs.flaggedDots.length > 0) {
    codes = codes.slice()
    for (const row of inputs.flaggedDots) codes[row] = inks.length
    sequence.push(inks.length)
    inks.push({ ...palette.anomaly, opacity: FLAGGED_OPACITY })
  }
  return { codes, codeCount: inks.length, inks, sequence }
}

function withOutside(plain: Uint8Array, inside: Uint8Array, colourCount: number): Uint8Array {
  const codes = new Uint8Array(plain.length)
  for (let row = 0; row < codes.length; row++) codes[row] = inside[row] === 1 ? plain[row]! : plain[row]! + colourCount
  return codes
}

/** Groups come largest first, so small ones end on top, and a selected one above them; scores rise; attacks lie on benign. */
function drawnInOrder(inputs: ColouringInputs, colourCount: number): number[] {
  const codes = Array.from({ length: colourCount }, (_, code) => code)
  const rank = (code: number): number =>
    (inputs.by === 'truth' && inputs.isAttack[code] === true) || code === inputs.selectedCluster ? 1 : 0
  return codes.sort((a, b) => rank(a) - rank(b) || a - b)
}

/** 1 for every row of one cluster. */
export function insideCluster(assignments: Uint8Array, clusterIndex: number): Uint8Array {
  const inside = new Uint8Array(assignments.length)
  for (let row = 0; row < inside.length; row++) if (assignments[row] === clusterIndex) inside[row] = 1
  return inside
}

/** 1 for every row of a list. */
export function insideRows(rows: Uint32Array, rowCount: number): Uint8Array {
  const inside = new Uint8Array(rowCount)
  for (const row of rows) inside[row] = 1
  return inside
}

/** Rows that score above the threshold, in order of the file. */
export function flaggedRows(scores: Float32Array, threshold: number): Uint32Array {
  let flaggedCount = 0
  for (let row = 0; row < scores.length; row++) if (scores[row]! > threshold) flaggedCount++
  const rows = new Uint32Array(flaggedCount)
  for (let row = 0, at = 0; at < flaggedCount; row++) if (scores[row]! > threshold) rows[at++] = row
  return rows
}
