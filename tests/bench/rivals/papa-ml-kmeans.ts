/**
 * PapaParse + ml-kmeans: the same job in a page, with the libraries one finds first.
 *
 * The whole file is read. The rest runs on ever more of its rows while the time that is left allows it, since all of a large
 * file would take an hour; the last figures stand, and the caller extrapolates them.
 */

import { kmeans } from 'ml-kmeans'
import Papa from 'papaparse'
import { twoComponents } from './plain-components'
import { featuresOf } from './plain-features'
import { silhouette } from './plain-silhouette'

const SEED = 42
const MOST_CLUSTERS = 10
const CLUSTER_COUNT = 8
const FINAL_STARTS = 3
const MOST_ITERATIONS = 100
/** As arrays of numbers, more features than these of 300,000 rows would not fit beside the rows. */
const MOST_ROWS_KEPT = 300_000
const FIRST_ROWS = 2_000
const GROWTH = 4
/** Room for a job that grows faster than its rows do. */
const CAUTION = 0.6
/** What reading may take of the budget. */
const READING_SHARE = 0.5

type Cell = string | number | boolean | null
/** Milliseconds per stage. */
type Times = Record<string, number>

export interface PapaFigures {
  readonly readMs: number
  /** Of the file's bytes; below 1 where the time was over. */
  readonly readShare: number
  readonly rowCount: number
  /** Rows the other stages were measured on. */
  readonly measuredRows: number
  readonly stageMs: Times
  readonly iterationMs: number
}

interface Reading {
  readonly rows: Cell[][]
  readonly rowCount: number
  readonly ms: number
  readonly share: number
}

function read(file: File, budgetMs: number): Promise<Reading> {
  const rows: Cell[][] = []
  let rowCount = 0
  let cursor = 0
  const began = performance.now()
  return new Promise((done, fail) => {
    Papa.parse<Cell[]>(file, {
      dynamicTyping: true,
      skipEmptyLines: true,
      chunk: ({ data, meta }, parser) => {
        rowCount += data.length
        cursor = meta.cursor
        for (const row of data) if (rows.length < MOST_ROWS_KEPT) rows.push(row)
        if (performance.now() - began > budgetMs) parser.abort()
      },
      complete: () => done({ rows, rowCount, ms: performance.now() - began, share: Math.min(1, cursor / file.size) }),
      error: fail,
    })
  })
}

const fit = (features: number[][], clusterCount: number, start: number) =>
  kmeans(features, clusterCount, {
    initialization: 'kmeans++',
    maxIterations: MOST_ITERATIONS,
    seed: SEED + start,
  })

type Fit = ReturnType<typeof fit>

function best(features: number[][], starts: number): Fit {
  const fits = Array.from({ length: starts }, (_, start) => fit(features, CLUSTER_COUNT, start))
  const errorOf = (each: Fit): number => {
    const information = each.computeInformation(features)
    return information.reduce((sum, { error, size }) => sum + error * size, 0)
  }
  return fits.reduce((one, other) => (errorOf(other) < errorOf(one) ? other : one))
}

function distances(features: number[][], { clusters, centroids }: Fit): Float64Array {
  return Float64Array.from(features, (row, index) => {
    const centroid = centroids[clusters[index]!]!
    let squared = 0
    for (let at = 0; at < row.length; at++) squared += (row[at]! - centroid[at]!) ** 2
    return Math.sqrt(squared)
  })
}

function job(rows: Cell[][]): { stageMs: Times; iterationMs: number } {
  const stageMs: Times = {}
  const timed = <T>(stage: string, work: () => T): T => {
    const began = performance.now()
    const result = work()
    stageMs[stage] = performance.now() - began
    return result
  }
  const features = timed('features', () => featuresOf(rows))
  timed('elbow', () => {
    for (let count = 1; count <= MOST_CLUSTERS; count++) fit(features, count, 0).computeInformation(features)
  })
  const model = timed('fit', () => best(features, FINAL_STARTS))
  timed('silhouette', () => silhouette(features, model.clusters, CLUSTER_COUNT))
  timed('pca', () => twoComponents(features))
  timed('score', () => distances(features, model))
  const [short, long] = [1, 6].map((iterations) => {
    const began = performance.now()
    const start = features.slice(0, CLUSTER_COUNT)
    const { iterations: made } = kmeans(features, CLUSTER_COUNT, {
      initialization: start,
      maxIterations: iterations,
      tolerance: 0,
    })
    return { ms: performance.now() - began, made }
  }) as [{ ms: number; made: number }, { ms: number; made: number }]
  return { stageMs, iterationMs: (long.ms - short.ms) / Math.max(1, long.made - short.made) }
}

async function wholeJob(file: File, budgetMs: number): Promise<PapaFigures> {
  const deadline = performance.now() + budgetMs
  const { rows, rowCount, ms, share } = await read(file, READING_SHARE * budgetMs)
  let measuredRows = Math.min(FIRST_ROWS, rows.length)
  for (;;) {
    const began = performance.now()
    const figures = job(rows.slice(0, measuredRows))
    const tookMs = performance.now() - began
    const leftMs = deadline - performance.now()
    const affordable = Math.floor((CAUTION * measuredRows * leftMs) / tookMs)
    const next = Math.min(rows.length, GROWTH * measuredRows, affordable)
    if (next < 1.5 * measuredRows) return { readMs: ms, readShare: share, rowCount, measuredRows, ...figures }
    measuredRows = next
  }
}

declare global {
  interface Window {
    runPapaMlKmeans: (budgetMs: number) => Promise<PapaFigures>
  }
}

window.runPapaMlKmeans = (budgetMs) => wholeJob(document.querySelector('input')!.files![0]!, budgetMs)
