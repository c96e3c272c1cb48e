/**
 * Feature: what is known of a column that can be made from times and addresses.
 */

import type { Unit } from '../column'

/** Whose flows a column is reckoned from: a source's, a source's with one destination, a destination's, or all to one service. */
export type SeenFrom = 'source' | 'pair' | 'destination' | 'service'

export type Need = 'time' | 'source' | 'destination' | 'port' | 'source port' | 'outcome' | 'bytes'

export interface NetworkFeature {
  readonly name: string
  readonly seenFrom: SeenFrom
  readonly needs: readonly Need[]
  /** "Different destinations that the source called in the last minute". */
  readonly meaning: string
  readonly unit: Unit
  /** t is the moment of the flow. */
  readonly formula: string
}

type Row = readonly [name: string, needs: readonly Need[], meaning: string, unit: Unit, formula: string]

/** @param own what all of them need beside times */
export const featuresOf = (seenFrom: SeenFrom, own: readonly Need[], rows: readonly Row[]): readonly NetworkFeature[] =>
  rows.map(([name, needs, meaning, unit, formula]) => ({
    name,
    seenFrom,
    needs: ['time', ...own, ...needs],
    meaning,
    unit,
    formula,
  }))

/** "[t − 60 s, t]", in one piece. */
export const windowWords = (seconds: number): string => `[t\u00a0−\u00a0${seconds}\u00a0s,\u00a0t]`
