/**
 * Table: the report as a person reads it.
 */

import { count, inColumns, megabytes, milliseconds, MISSING, times } from './columns-of-text'
import { isSkipped, type JobFigures, type Report, type RivalFigures, type Skipped } from './figures'
import type { Growth } from './growth'
import { STAGES, type StageMs } from './stages'

interface Side {
  readonly name: string
  readonly stageMs: StageMs
}

const measured = <T extends object>(figures: T | Skipped | null): T | null =>
  figures === null || isSkipped(figures) ? null : figures

function rivalSide(name: string, rival: RivalFigures | null): Side[] {
  if (rival === null) return []
  const { extrapolatedFromRows } = rival
  const mark = extrapolatedFromRows === null ? '' : ` (from ${count(extrapolatedFromRows)} rows)`
  return [{ name: `${name}${mark}`, stageMs: rival.stageMs }]
}

function stageTable(report: Report): string {
  const { firefox, rivals } = report
  const firefoxJob = measured<JobFigures>(firefox)
  const sides: Side[] = [
    { name: 'Flotsam', stageMs: report.stageMs },
    ...(firefoxJob === null ? [] : [{ name: 'in Firefox', stageMs: firefoxJob.stageMs }]),
    ...rivalSide('pandas + scikit-learn', measured(rivals?.pandasSklearn ?? null)),
    ...rivalSide('PapaParse + ml-kmeans', measured(rivals?.papaMlKmeans ?? null)),
  ]
  const rows = STAGES.map((stage) => [stage, ...sides.map(({ stageMs }) => milliseconds(stageMs[stage]))])
  return inColumns([['stage', ...sides.map(({ name }) => name)], ...rows])
}

function pageTable(report: Report): string {
  const { longestTaskOverScreensMs, longestTaskDuring, stopMs } = report
  const stops = stopMs?.map((ms) => (ms === null ? MISSING : String(ms))).join(' ')
  const where = longestTaskOverScreensMs ? ` on ${longestTaskDuring}` : ''
  return inColumns(
    [
      ['usable after, in a cold profile', milliseconds(report.openingMs)],
      ['first columns after', milliseconds(report.firstColumnsMs)],
      ['first point of the elbow after', milliseconds(report.firstElbowMs)],
      ['one pass over all rows, K = 8', milliseconds(report.assignPassMs)],
      ['longest task of the page', milliseconds(report.longestTaskMs)],
      ['with every screen visited', `${milliseconds(longestTaskOverScreensMs)}${where}`],
      ['at rest after Esc, at six moments', stops ? `${stops} ms` : MISSING],
      ['most memory of the tab', megabytes(report.peakMemoryBytes)],
      ['most resident, shared pages in full', megabytes(report.peakResidentBytes)],
      ['processor time of the tab', milliseconds(report.processorMs)],
    ].map(([name, value]) => [`${name!.padEnd(36)}${value}`]),
  )
}

function rivalLines({ rivals, ratios }: Report): string[] {
  if (rivals === null) return []
  const { pandasSklearn, papaMlKmeans } = rivals
  const skipped = [
    ['pandas + scikit-learn', pandasSklearn],
    ['PapaParse + ml-kmeans', papaMlKmeans],
  ] as const
  const pandas = measured(pandasSklearn)
  return [
    ...skipped.flatMap(([name, rival]) => (isSkipped(rival) ? [`${name} was skipped: ${rival.skipped}`] : [])),
    ...(pandas === null
      ? []
      : [
          `${pandas.what}: ${megabytes(pandas.peakResidentBytes)} at most; an iteration with K = 8 takes ` +
            `${milliseconds(pandas.iterationMs.float32)} on 40 float32 columns, ` +
            `${milliseconds(pandas.iterationMs.ownFeatures)} on its own features.`,
        ]),
    `Flotsam is so many times as fast: ${Object.entries(ratios)
      .map(([name, value]) => `${name} ${times(value)}`)
      .join(', ')}`,
  ]
}

export function reportText(report: Report): string {
  const { machine } = report
  const workers = report.workers === null ? '' : `, ${report.workers} workers`
  return [
    `${report.file}: ${megabytes(report.bytes)}, ${count(report.rows)} rows, ${report.columns} columns`,
    `${report.browser}${workers}; ${machine.coreCount} cores, load ${machine.loadBefore[0]} before and ` +
      `${machine.loadAfter[0]} after${report.runs > 1 ? `; medians of ${report.runs} runs` : ''}`,
    '',
    stageTable(report),
    '',
    pageTable(report),
    ...(report.firefox !== null && isSkipped(report.firefox) ? ['', report.firefox.skipped] : []),
    ...(report.rivals === null ? [] : ['', ...rivalLines(report)]),
  ].join('\n')
}

export function growthText(growth: readonly Growth[]): string {
  const heads = ['from rows', 'to rows', 'time × per tenfold', 'memory × per tenfold']
  const rows = growth.map(({ fromRows, toRows, timePerTenfold, memoryPerTenfold }) => [
    count(fromRows),
    count(toRows),
    times(timePerTenfold),
    times(memoryPerTenfold),
  ])
  return inColumns([heads, ...rows])
}
