/**
 * Flows of: the rows that a capture becomes, as a test can compare them.
 */

import { readCapture, type CaptureFacts } from '../../../../../src/engine/intake/capture/read-capture'
import { FlowAssembler } from '../../../../../src/engine/intake/flows/assembler'
import type { ConversationCounts } from '../../../../../src/engine/intake/flows/conversations'
import { FlowRows } from '../../../../../src/engine/intake/flows/flow-rows'
import { bytesSource } from '../../../../../src/engine/intake/source'
import { silentPulse } from '../../../../../src/engine/numeric/pulse'

export type Flow = Readonly<Record<string, string>>

export interface Assembled {
  readonly csv: string
  readonly flows: readonly Flow[]
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
  return { csv, flows: flowsOfText(csv), conversations, cutShortCount, facts: read.value }
}

export async function flowsOf(file: Uint8Array): Promise<readonly Flow[]> {
  return (await assembled(file)).flows
}

/** The only flow of a capture. */
export async function flowOf(file: Uint8Array): Promise<Flow> {
  const flows = await flowsOf(file)
  if (flows.length !== 1) throw new Error(`one flow was expected, ${flows.length} came`)
  return flows[0]!
}

function flowsOfText(csv: string): Flow[] {
  if (!csv.endsWith('\n')) throw new Error('the last line has no end')
  const [head = '', ...lines] = csv.slice(0, -1).split('\n')
  const names = head.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    if (cells.length !== names.length) throw new Error(`${cells.length} cells under ${names.length} names: ${line}`)
    return Object.fromEntries(names.map((name, i) => [name, cells[i]!]))
  })
}
