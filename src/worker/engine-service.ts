/**
 * Engine service: the engine behind comlink. It lends the engine a clock, a way to let messages in and the workers that keep rows,
 * turns files and texts into bytes, and hands large arrays over instead of copying them.
 */

import * as Comlink from 'comlink'
import { bundleOf } from '../engine/intake/bundle'
import { fieldsOfLine } from '../engine/intake/fields-of-line'
import { SAMPLE_DAY_NAME, sampleDay } from '../engine/intake/sample-day'
import { isJoined } from '../engine/intake/joined-source'
import type { ByteSource } from '../engine/intake/source'
import { Engine } from '../engine/pipeline/engine'
import { firstLook } from '../engine/pipeline/first-look'
import type { Host } from '../engine/pipeline/job'
import { localPool, type ShardGate, type ShardPool } from '../engine/pipeline/shard-gate'
import { letOthersRun } from './breathing'
import { ByteShelves } from './byte-shelves'
import {
  fileSource,
  growingSource,
  isReadableHere,
  ofParts,
  textSource,
  type ReadFileSlice,
  type ReadSlice,
} from './file-source'
import type { Outcome, RunResult, Source } from './protocol'
import { RemoteGate } from './remote-gate'
import type { WorkerApi } from './worker-api'

/**
 * Six tenths of the computer's memory, as far as the browser tells it: Chromium does, up to 8 GiB or 32; others are taken to have 8. An
 * offline laptop has other things open.
 */
function memoryBudget(): number {
  const { deviceMemory = 8 } = navigator as { readonly deviceMemory?: number }
  return 0.6 * deviceMemory * 2 ** 30
}

/** Sources that this worker reads for all: what only the page can read, and what would be copied to every other worker. */
const readHere = new WeakSet<ByteSource>()
const shelves = new ByteShelves(memoryBudget(), (source) => readHere.add(source))

const host: Host = {
  nowMs: () => performance.now(),
  letOthersRun,
  budgetBytes: memoryBudget(),
  newShelf: () => shelves.newShelf(),
}

/** The workers that keep rows; none until the page has connected them, and none that could read where this one can't. */
let gates: readonly ShardGate[] = []
let tableCount = 0
const remotePool = (): ShardPool => ({ gates, newTable: () => ++tableCount })
const ownPool = localPool()
const engine = new Engine(host, (text) => {
  const readByOne = gates.length === 0 || isReadHere(text) || text.sizeBytes < SHARED_BYTES
  return readByOne ? ownPool : remotePool()
})
let readOnPage: ReadFileSlice | null = null

const READ_WHOLE_BYTES = 16_777_216
/** Below this, starting several workers on a text takes longer than reading it. */
const SHARED_BYTES = 1_048_576

const isReadHere = (source: ByteSource): boolean =>
  readHere.has(source) || (isJoined(source) && source.stretches.some((stretch) => isReadHere(stretch.source)))

async function bytesOf(source: Source): Promise<ByteSource> {
  if (source.kind !== 'files') return textSource(nameOf(source), textOf(source))
  const read = readOnPage
  const onPage = (index: number): ReadSlice | null => (read === null ? null : (start, end) => read(index, start, end))
  return bundleOf(await Promise.all(source.files.map((file, index) => bytesOfFile(file, onPage(index)))))
}

async function bytesOfFile(file: File, onPage: ReadSlice | null): Promise<ByteSource> {
  const source = await sourceOfFile(file, onPage)
  if (!(await isReadableHere(file))) readHere.add(source)
  return source
}

/**
 * Of a file that lies in memory (dragged from another page, say), read in two workers at a time, Firefox 153 now and then never answers
 * one of them: 3 of 6 runs. Such a file can't be told from one on the disk, but it is small, and small ones are read whole, once.
 */
async function sourceOfFile(file: File, onPage: ReadSlice | null): Promise<ByteSource> {
  const ofFile = fileSource(file, onPage)
  if (file.size < SHARED_BYTES || file.size > READ_WHOLE_BYTES) return ofFile
  try {
    return ofParts({ name: file.name, bytes: await ofFile.read(0, file.size) })
  } catch {
    // Whoever reads it hears why it can't be read.
    return ofFile
  }
}

const textOf = (source: Exclude<Source, { kind: 'files' }>): string =>
  source.kind === 'text' ? source.text : sampleDay(source.seed)

const nameOf = (source: Exclude<Source, { kind: 'files' }>): string =>
  source.kind === 'text' ? source.name : SAMPLE_DAY_NAME

/** The page gets its own copy of what the engine keeps, and the copy is handed over. */
function handOver(done: Outcome<RunResult>): Outcome<RunResult> {
  if (!done.ok) return done
  const result = done.value
  const copy = {
    ...result,
    scores: result.scores?.slice() ?? null,
    map: { ...result.map, coordinates: result.map.coordinates?.slice() ?? null },
    grouping: { ...result.grouping, assignments: result.grouping.assignments?.slice() ?? null },
    truth: result.truth === null ? null : { ...result.truth, codes: result.truth.codes.slice() },
  }
  const buffers = [copy.scores, copy.map.coordinates, copy.grouping.assignments, copy.truth?.codes ?? null]
  return Comlink.transfer(
    { ok: true, value: copy },
    buffers.flatMap((array) => (array === null ? [] : [array.buffer])),
  )
}

const untold = (): void => undefined

const api: WorkerApi = {
  alive: async () => true,
  connect: async (ports, replace) => {
    gates = ports.map((port, index) => new RemoteGate(port, () => replace(index)))
  },
  lendReader: async (read) => {
    readOnPage = read
  },
  open: async (source, options, overrides, onProgress) =>
    engine.open(await bytesOf(source), options, overrides, source.kind === 'sample', onProgress),
  firstLook: async (source, options) => firstLook(await bytesOf(source), options),
  overrule: (overrides) => engine.overrule(overrides),
  makeNetworkColumns: (isOn, onProgress) => engine.makeNetworkColumns(isOn, onProgress),
  run: async (settings, onProgress) => handOver(await engine.run(settings, onProgress)),
  group: async (clusterCount) => {
    const grouped = await engine.group(clusterCount)
    if (!grouped.ok) return grouped
    const assignments = grouped.value.assignments?.slice() ?? null
    return Comlink.transfer(
      { ok: true, value: { ...grouped.value, assignments } },
      assignments === null ? [] : [assignments.buffer],
    )
  },
  stopPlanting: async () => engine.stopPlanting(),
  cancel: async () => engine.cancel(),
  atThreshold: async (threshold) => engine.atThreshold(threshold),
  stories: (threshold) => engine.stories(threshold),
  opinionAt: (threshold, stories) => engine.opinionAt(threshold, stories),
  opinionOf: async (row, threshold) => engine.opinionOf(row, threshold),
  thresholdFor: async (flaggedCount) => engine.thresholdFor(flaggedCount),
  thresholdAids: () => engine.thresholdAids(),
  thresholdChange: async (before, after) => engine.thresholdChange(before, after),
  truthCurves: () => engine.truthCurves(),
  truthAt: async (threshold) => engine.truthAt(threshold),
  rank: async (query) => {
    const order = (await engine.rank(query)).slice()
    return Comlink.transfer(order, [order.buffer])
  },
  rows: async (indices) => engine.rows(indices),
  explain: async (row) => engine.explain(row),
  contrast: (row, threshold) => engine.contrast(row, threshold),
  changeOf: async (cells, likeRow, threshold) => engine.changeOf(cells, likeRow, threshold),
  fieldsOfLine: async (line, delimiters) => fieldsOfLine(line, delimiters),
  judge: async (cells, likeRow) => engine.judge(cells, likeRow),
  usualFlow: async (clusterIndex) => engine.usualFlow(clusterIndex),
  openSecond: async (source, mapping, onProgress) =>
    engine.openSecond(await bytesOf(source), mapping, source.kind === 'sample', onProgress),
  mapSecond: (mapping) => engine.mapSecond(mapping),
  scoreSecond: (onProgress) => engine.scoreSecond(onProgress),
  rankSecond: async (query) => engine.rankSecond(query),
  rowsOfSecond: async (indices) => engine.rowsOfSecond(indices),
  explainSecond: async (row) => engine.explainSecond(row),
  startTail: (file, from, onProgress) => engine.startTail(growingSource(file), from, onProgress ?? untold),
  lookTail: (file, onProgress) => engine.lookTail(growingSource(file), onProgress ?? untold),
  stopTail: async () => engine.stopTail(),
  plant: (seed, onProgress) => engine.plant(seed, onProgress),
  exportRows: async (which, threshold, indices) => {
    const exported = await engine.exportRows(which, threshold, indices)
    return exported.ok ? new Blob([...exported.value], { type: 'text/csv;charset=utf-8' }) : null
  },
  exportCapture: async (threshold, indices) => {
    const exported = await engine.exportCapture(threshold, indices)
    if (!exported.ok) return exported
    // What a copy has made is in memory of its own, never shared.
    const pieces = exported.value as readonly Uint8Array<ArrayBuffer>[]
    return { ok: true, value: new Blob([...pieces], { type: 'application/vnd.tcpdump.pcap' }) }
  },
  model: async (threshold) => engine.model(threshold),
  rowMarks: async () => engine.rowMarks(),
  openModel: async (document, marks) => handOver(await engine.openModel(document, marks)),
}

export const serveEngine = (): void => Comlink.expose(api)
