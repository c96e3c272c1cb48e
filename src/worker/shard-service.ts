/**
 * Shard service: a shard host behind a message port. It reads its part of the file, keeps its rows, and answers.
 */

import * as Comlink from 'comlink'
import { Cancelled } from '../engine/numeric/pulse'
import { ShardHost, type AskArgument, type AskName } from '../engine/pipeline/shard-host'
import { letOthersRun } from './breathing'
import { ofParts, type SourceParts } from './file-source'
import type { ShardApi, ShardQuestion } from './shard-protocol'

/** See engine/pipeline/job.ts. */
const BREATH_MS = 12
const REPORT_MS = 50

export function serveShard(port: MessagePort): void {
  const host = new ShardHost()
  let stoppedTurn = -1
  let onRows: (rowCount: number) => void = () => undefined
  let [rowsSinceReport, lastReportMs, lastBreathMs] = [0, 0, 0]

  /** The turn is that of the question it was made for: one that was stopped must not end the one after it. */
  const breatherOf = (turn: number) => async (rowsDone: number) => {
    rowsSinceReport += rowsDone
    const nowMs = performance.now()
    if (rowsSinceReport > 0 && nowMs - lastReportMs >= REPORT_MS) {
      onRows(rowsSinceReport)
      rowsSinceReport = 0
      lastReportMs = nowMs
    }
    if (nowMs - lastBreathMs >= BREATH_MS) {
      await letOthersRun()
      lastBreathMs = performance.now()
    }
    if (turn <= stoppedTurn) throw new Cancelled()
  }

  const api: ShardApi = {
    ask: async ({ turn, table, name, argument }) => {
      if (turn <= stoppedTurn) throw new Cancelled()
      lastBreathMs = performance.now()
      host.breatheWith(breatherOf(turn))
      const asked = name === 'scan' ? withSource(argument) : argument
      const answer = await host.ask(table, name as AskName, asked as AskArgument<AskName>)
      return GIVEN_AWAY.has(name) ? Comlink.transfer(answer, buffersIn(answer)) : answer
    },
    stop: async (turn) => {
      stoppedTurn = Math.max(stoppedTurn, turn)
    },
    listen: async (listener) => {
      onRows = listener
    },
    alive: async () => true,
  }
  Comlink.expose(api, port)
}

/** A source crosses as what it is made of. */
const withSource = (argument: unknown): unknown => {
  const { source, ...rest } = argument as { source: SourceParts }
  return { ...rest, source: ofParts(source) }
}

/** Answers made for whoever asked: their arrays are handed over, not copied. */
const GIVEN_AWAY: ReadonlySet<ShardQuestion['name']> = new Set([
  'scan',
  'handOver',
  'cellsAt',
  'rowsHolding',
  'sortKeys',
  'sortedNumbers',
  'dealtHashes',
  'assignmentsAt',
  'coordinates',
  'pooledScores',
  'forestScores',
])

/** Of all arrays in a plain value, those that fill their buffer: no other array shares it. */
function buffersIn(value: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  const visit = (inner: unknown): void => {
    if (ArrayBuffer.isView(inner)) {
      if (inner.buffer instanceof ArrayBuffer && inner.byteLength === inner.buffer.byteLength) buffers.add(inner.buffer)
    } else if (Array.isArray(inner)) {
      if (typeof inner[0] === 'object') inner.forEach(visit)
    } else if (inner !== null && typeof inner === 'object' && !(inner instanceof Map))
      Object.values(inner).forEach(visit)
  }
  visit(value)
  return [...buffers]
}
