/**
 * Engine worker: the engine behind comlink. It lends the engine a clock and a way to let messages in, turns files and
 * texts into bytes, and hands large arrays over instead of copying them.
 */

import * as Comlink from 'comlink'
import { SAMPLE_DAY_NAME, sampleDay } from '../engine/intake/sample-day'
import { bytesSource, type ByteSource } from '../engine/intake/source'
import { Engine } from '../engine/pipeline/engine'
import type { Host } from '../engine/pipeline/job'
import { fileSource, type ReadSlice } from './file-source'
import type { EngineApi, Outcome, RunResult, Source } from './protocol'

/** A message to oneself lets waiting messages in, without the 4 ms that nested timers cost. */
const { port1, port2 } = new MessageChannel()
const waiting: (() => void)[] = []
port1.onmessage = () => waiting.shift()?.()

const host: Host = {
  nowMs: () => performance.now(),
  letOthersRun: () =>
    new Promise((resolve) => {
      waiting.push(resolve)
      port2.postMessage(null)
    }),
}

const engine = new Engine(host)
let readOnPage: ReadSlice | null = null

function bytesOf(source: Source): ByteSource {
  if (source.kind === 'file') return fileSource(source.file, readOnPage)
  const [name, text] = source.kind === 'text' ? [source.name, source.text] : [SAMPLE_DAY_NAME, sampleDay(source.seed)]
  return bytesSource(name, new TextEncoder().encode(text))
}

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

const api: EngineApi & { alive(): Promise<true>; lendReader(read: ReadSlice): Promise<void> } = {
  alive: async () => true,
  lendReader: async (read) => {
    readOnPage = read
  },
  open: (source, options, overrides, onProgress) =>
    engine.open(bytesOf(source), options, overrides, source.kind === 'sample', onProgress),
  overrule: (overrides) => engine.overrule(overrides),
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
  cancel: async () => engine.cancel(),
  atThreshold: async (threshold) => engine.atThreshold(threshold),
  thresholdFor: async (flaggedCount) => engine.thresholdFor(flaggedCount),
  rank: async (query) => {
    const order = (await engine.rank(query)).slice()
    return Comlink.transfer(order, [order.buffer])
  },
  rows: async (indices) => engine.rows(indices),
  explain: async (row) => engine.explain(row),
  judge: async (cells, likeRow) => engine.judge(cells, likeRow),
  usualFlow: async (clusterIndex) => engine.usualFlow(clusterIndex),
  openSecond: (source, mapping, onProgress) =>
    engine.openSecond(bytesOf(source), mapping, source.kind === 'sample', onProgress),
  mapSecond: (mapping) => engine.mapSecond(mapping),
  scoreSecond: (onProgress) => engine.scoreSecond(onProgress),
  exportRows: async (which, threshold, indices) => {
    const exported = await engine.exportRows(which, threshold, indices)
    return exported.ok ? new Blob([...exported.value], { type: 'text/csv;charset=utf-8' }) : null
  },
  model: async (threshold) => engine.model(threshold),
  rowMarks: async () => engine.rowMarks(),
  openModel: async (document, marks) => handOver(await engine.openModel(document, marks)),
}

Comlink.expose(api)
