/**
 * Describe clusters: a card per cluster and the importance of every column, from a sample of the rows.
 *
 * Sizes and shares are exact, from the fit; medians, shares of levels and verdicts come from the sample, which is all
 * rows where they fit.
 */

import { letterOf } from '../../wording/letters'
import { count } from '../../wording/numbers'
import type { Fit } from '../clustering/result'
import { EngineError } from '../failure'
import type { FeatureBlock, Recipe } from '../features/recipe'
import { silentPulse, type Pulse } from '../numeric/pulse'
import type { ColumnProfile } from '../table/column'
import type { Table } from '../table/table'
import { cardLine } from './card-line'
import { clusterBands, rowsPerCluster, type ClusterBands } from './cluster-bands'
import { clusterMoments, clusterSpread } from './cluster-moments'
import { distinctTitles } from './distinct-titles'
import { clusterFacts, type ClusterFacts } from './facts/cluster-facts'
import { makeUpOf } from './facts/make-up'
import type { ClusterCard, ColumnImportance, Verdict } from './findings'
import { columnImportance } from './importance'
import { readTraffic, type Traffic } from './traffic'
import { clusterTraits } from './traits'
import { judgeCluster } from './verdicts/judge-cluster'
import { patternsOf, type Pattern } from './verdicts/patterns'
import { patternsWithin } from './verdicts/within'

export interface DescribeInput {
  /** The sample: at most 65,536 rows of the file, in their order; all of them if they fit. */
  readonly table: Table
  readonly profiles: readonly ColumnProfile[]
  readonly recipe: Recipe
  /** Per row of the sample. */
  readonly assignments: Uint8Array
  readonly fit: Pick<Fit, 'clusterCount' | 'sizes'>
  /** Rows of the whole file. */
  readonly rowCount: number
  /** Per row of the sample 1 for an attack; null without ground truth. */
  readonly isAttack: Uint8Array | null
  /** What `readTraffic` made of the sample, if it is at hand: another K need not read again. */
  readonly traffic?: Traffic
  /** The suspicious patterns of the sample, likewise. */
  readonly patterns?: readonly Pattern[]
  readonly bands?: ClusterBands
  /** Of the sample, scaled, if they are at hand. */
  readonly features?: FeatureBlock
  /** It breathes between columns and clusters; without one, it goes through in one go. */
  readonly pulse?: Pulse
}

export interface Description {
  readonly cards: readonly ClusterCard[]
  readonly importance: readonly ColumnImportance[]
  /** For the reasons of single rows. */
  readonly bands: ClusterBands
  readonly patterns: readonly Pattern[]
}

/** @throws EngineError `shape-mismatch` if assignments and sample differ in length */
export async function describeClusters(input: DescribeInput): Promise<Description> {
  const { table, profiles, recipe, assignments, fit, rowCount, isAttack, pulse = silentPulse } = input
  if (assignments.length !== table.rowCount)
    throw new EngineError('shape-mismatch', `${assignments.length} assignments for ${table.rowCount} rows`)
  const traffic = input.traffic ?? readTraffic(table, profiles)
  const bands = input.bands ?? (await clusterBands(table, assignments, fit.clusterCount, profiles, [], pulse))
  const moments = await clusterMoments(table, recipe, assignments, fit.clusterCount, pulse, input.features)
  const rowsOf = rowsPerCluster(assignments, fit.clusterCount)
  const all = makeUpOf(
    traffic,
    Uint32Array.from({ length: table.rowCount }, (_, row) => row),
  )
  await pulse.breathe()
  const sampledShare = table.rowCount / rowCount
  const patterns = input.patterns ?? (await patternsOf(traffic, all, sampledShare, pulse))
  const facts: ClusterFacts[] = []
  const verdicts: Verdict[] = []
  for (const [cluster, rows] of rowsOf.entries()) {
    const own = clusterFacts(traffic, rows, all, sampledShare)
    await pulse.breathe()
    facts.push(own)
    const isIn = (row: number): boolean => assignments[row] === cluster
    verdicts.push(judgeCluster(own, patternsWithin(patterns, isIn, rows.length, sampledShare < 1)))
    pulse.report((cluster + 1) / rowsOf.length)
    await pulse.breathe()
  }
  const note = table.rowCount < rowCount ? [`counted in a sample of ${count(table.rowCount)} flows`] : []
  const titles = distinctTitles(
    verdicts.map(({ title }) => title),
    bands,
    profiles,
  )
  const cards = rowsOf.map((rows, clusterIndex): ClusterCard => {
    const traits = clusterTraits(clusterIndex, moments, recipe, bands, profiles)
    return {
      clusterIndex,
      letter: letterOf(clusterIndex),
      rowCount: fit.sizes[clusterIndex]!,
      share: fit.sizes[clusterIndex]! / rowCount,
      spread: clusterSpread(moments, recipe, clusterIndex),
      verdict: withNote({ ...verdicts[clusterIndex]!, title: titles[clusterIndex]! }, note),
      line: cardLine(facts[clusterIndex]!, verdicts[clusterIndex]!, traits, profiles),
      traits,
      attackShare: isAttack && attackShareOf(isAttack, rows),
    }
  })
  return { cards, importance: columnImportance(moments, recipe), bands, patterns }
}

/** Counts in the evidence are of the sample; where there is no evidence there is nothing to note. */
const withNote = (verdict: Verdict, note: readonly string[]): Verdict =>
  verdict.evidenceFor.length === 0 ? verdict : { ...verdict, evidenceFor: [...verdict.evidenceFor, ...note] }

function attackShareOf(isAttack: Uint8Array, rows: Uint32Array): number {
  let attacks = 0
  for (const row of rows) attacks += isAttack[row]!
  return rows.length === 0 ? 0 : attacks / rows.length
}
