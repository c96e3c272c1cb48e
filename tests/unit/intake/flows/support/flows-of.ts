/**
 * Flows of: the rows that a capture becomes, as a test can compare them.
 */

import { readCapture, type CaptureFacts } from '../../../../../src/engine/intake/capture/read-capture'
import { FlowAssembler } from '../../../../../src/engine/intake/flows/assembler'
import type { ConversationCounts } from '../../../../../src/engine/intake/flows/conversations'
import { FlowRows } from '../../../../../src/engine/intake/flows/flow-rows'
import { bytesSource } from '../../../../../src/engine/intake/source'
import { silentPulse } from '../../../../../src/engine/numeric/pulse'
import { rowsOf, type Row } from './flows'

export interface Assembled {
  readonly csv: string
  readonly flows: readonly Row[]
  readonly conversations: ConversationCounts | null
  readonly cutShortCount: number
  readonly facts: CaptureFacts
}

/** @param sliceBytes how much is read at once @param mostOpen flows that may be open at once */
export async function assembled(file: Uint8Array, sliceBytes?: number, mostOpen?: number): Promise<Assembled> {
  const rows = new FlowRows()
  const assembler = new FlowAssembler(rows, mostOpen)
  const read = await readCapture(bytesSource('made.pcap', file), assembler, silentPulse, sliceBytes)
  if (!read.ok) throw new Error(`${read.failure.code}: ${read.failure.sentence}`)
  assembler.finish()
  const csv = new TextDecoder('utf-8', { fatal: true }).decode(rows.text.written)
  const { conversationCounts: conversations, cutShortCount } = assembler
  return { csv, flows: rowsOf(csv), conversations, cutShortCount, facts: read.value }
}

export async function flowsOf(file: Uint8Array): Promise<readonly Row[]> {
  return (await assembled(file)).flows
}

/** The only flow of a capture. */
export async function flowOf(file: Uint8Array): Promise<Row> {
  const flows = await flowsOf(file)
  if (flows.length !== 1) throw new Error(`one flow was expected, ${flows.length} came`)
  return flows[0]!
}
