/**
 * Reading: a file as PapaParse's path reads it, and as the scanner does, in the same words.
 */

import { decodeHead, detectEncoding } from '../../../../../src/engine/intake/encoding'
import { failureOf } from '../../../../../src/engine/intake/delimited'
import type { Failure } from '../../../../../src/engine/failure'
import type { ReadOptions } from '../../../../../src/engine/intake/facts'
import { planReading } from '../../../../../src/engine/intake/plan'
import { readRows } from '../../../../../src/engine/intake/read-rows'
import { joinFacts, type JoinedFacts } from '../../../../../src/engine/intake/scan/join-ranges'
import { scanPlanOf } from '../../../../../src/engine/intake/scan/scan-plan'
import { USUAL_GRAIN, type ScanGrain } from '../../../../../src/engine/intake/scan/scan-range'
import { scanWhole } from '../../../../../src/engine/intake/scan/scan-whole'
import { bytesSource } from '../../../../../src/engine/intake/source'
import { silentPulse } from '../../../../../src/engine/numeric/pulse'
import { TableBuilder } from '../../../../../src/engine/table/table-builder'
import type { Table } from '../../../../../src/engine/table/table'
import { tableOfRanges } from './table-of-ranges'

const NAME = 'flows.csv'

/** All that two readings must agree in. */
export type Reading = WholeReading | { readonly failure: Failure }

interface WholeReading {
  readonly table: Table
  readonly facts: Pick<JoinedFacts, 'fingerprint' | 'encoding' | 'warnings' | 'refused' | 'refusedCount' | 'skipped'>
}

export async function readWithPapa(bytes: Uint8Array, options: ReadOptions): Promise<Reading> {
  const keptAsTexts = new Set<number>()
  for (;;) {
    const builder = new TableBuilder(keptAsTexts)
    const read = await readRows(bytesSource(NAME, bytes), { ...options, anyway: true }, builder, silentPulse)
    if (!read.ok) return { failure: read.failure }
    const table = await builder.finish(silentPulse)
    if ('keepAsTexts' in table) for (const column of table.keepAsTexts) keptAsTexts.add(column)
    else {
      const { fingerprint, encoding, warnings, skipped } = read.value
      const { refused, refusedCount } = builder
      return { table, facts: { fingerprint, encoding, warnings, refused, refusedCount, skipped } }
    }
  }
}

/** @returns null if the scanner can't serve */
export function planOf(bytes: Uint8Array, options: ReadOptions) {
  const encoding = options.encoding ?? detectEncoding(bytes)
  const planned = planReading(NAME, decodeHead(bytes, encoding), true, options)
  if (!planned.ok) return null
  const scanPlan = scanPlanOf(planned.value, encoding, options)
  return scanPlan === null ? null : { plan: planned.value, scanPlan }
}

/** Where lines begin PapaParse can't tell: of those the reading says nothing. */
export async function readWithScanner(
  bytes: Uint8Array,
  options: ReadOptions,
  rangeCount: number,
  grain: ScanGrain = USUAL_GRAIN,
): Promise<Reading | null> {
  const plans = planOf(bytes, options)
  if (plans === null) return null
  const { plan, scanPlan } = plans
  const keptAsTexts: number[] = []
  for (;;) {
    const ranges = await scanWhole(bytesSource(NAME, bytes), scanPlan, silentPulse, rangeCount, keptAsTexts, grain)
    const { trouble, ...facts } = joinFacts(scanPlan, ranges)
    if (trouble !== null) return { failure: failureOf(bytesSource(NAME, bytes), trouble) }
    const table = tableOfRanges(plan.columnNames, ranges, facts)
    const wrong = plan.columnNames.flatMap((_, column) =>
      table.cells[column]!.kind === 'texts' && ranges.some(({ columns }) => columns[column]!.kind === 'wide')
        ? [column]
        : [],
    )
    keptAsTexts.push(...wrong)
    if (wrong.length > 0) continue
    const { fingerprint, encoding, refusedCount, skipped } = facts
    const refused = facts.refused.map((line) => ({ ...line, offset: null }))
    const warnings = [...plan.warnings, ...facts.warnings]
    return { table, facts: { fingerprint, encoding, warnings, refused, refusedCount, skipped } }
  }
}
