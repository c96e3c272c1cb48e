/**
 * Capture converter: a packet capture → a table of its flows.
 *
 * The unit of the ledger is the flow, and a packet that belongs to none is skipped by rule with its reason: read = flows + skipped packets.
 * How many packets and conversations the flows are made of is said beside it.
 */

import { count, bytes as bytesInWords } from '../../../wording/numbers'
import { plural } from '../../../wording/sentences'
import { refusal, success, type Outcome } from '../../failure'
import type { Pulse } from '../../numeric/pulse'
import { readCapture, type CaptureFacts } from '../capture/read-capture'
import { recogniseCapture } from '../capture/recognise'
import type { ByteSink, ConvertedTable, Converter } from '../conversion'
import type { ByteSource } from '../source'
import { schemaOf } from '../schemas'
import type { Plan } from '../plan'
import { clockWarnings } from './clock-words'
import { FlowAssembler, MOST_OPEN_FLOWS } from './assembler'
import { FLOW_COLUMNS, FlowRows } from './flow-rows'

export const captureConverter: Converter = {
  name: 'packet capture',
  recognise: ({ bytes }) => recogniseCapture(bytes) !== null,
  convert: async (source, _head, _options, store, pulse) => {
    const sink = store.open(`flows of ${source.name}`)
    try {
      const converted = await flowsOf(source, sink, pulse)
      if (!converted.ok) await sink.drop()
      return converted
    } catch (error) {
      await sink.drop()
      throw error
    }
  },
}

async function flowsOf(source: ByteSource, sink: ByteSink, pulse: Pulse): Promise<Outcome<ConvertedTable>> {
  const rows = new FlowRows()
  const assembler = new FlowAssembler(rows)
  const flush = async (): Promise<void> => {
    await sink.write(rows.text.written)
    rows.text.clear()
  }
  // The reader breathes after every slice: then the rows of that slice are put away.
  const read = await readCapture(source, assembler, {
    ...pulse,
    report: (share, rowsDone) => pulse.report(share, rowsDone),
    breathe: async () => {
      await flush()
      await pulse.breathe()
    },
  })
  if (!read.ok) return read
  assembler.finish()
  if (assembler.flowCount === 0) return noFlows(source, read.value)
  await flush()
  const facts = read.value
  return success({
    kind: 'table',
    text: await sink.finish(),
    plan: planOf(facts),
    facts: {
      unit: 'flow',
      packetCount: facts.packetCount,
      skipped: [...facts.unread].map(([reason, packets]) => ({
        rule: `packets of no flow: ${reason}`,
        count: packets,
      })),
      refusedCount: 0,
      refused: [],
      warnings: warningsOf(facts, assembler),
      partlyRead: facts.truncatedAt !== null,
    },
  })
}

const planOf = ({ container }: CaptureFacts): Plan => ({
  dialect: { delimiter: ',', quote: '"', lineEnding: 'LF' },
  format: `packet capture (${container})`,
  schema: schemaOf(FLOW_COLUMNS),
  headerFound: false,
  columnNames: FLOW_COLUMNS,
  comment: null,
  warnings: [],
})

function warningsOf(facts: CaptureFacts, assembler: FlowAssembler): string[] {
  const { cutCount, timelessCount, truncatedAt, frameCount } = facts
  const warnings = [contents(facts, assembler)]
  if (truncatedAt !== null) warnings.push(truncatedAt.sentence)
  if (timelessCount > 0) {
    const packets = `${count(timelessCount)} ${plural(timelessCount, 'packet')}`
    warnings.push(`${packets} had no time and were given that of the packet before.`)
  }
  if (cutCount > 0) {
    const share = `Of ${count(cutCount)} of ${count(frameCount)} packets`
    warnings.push(`${share} only the beginning was captured; sizes are those of the whole packets.`)
  }
  warnings.push(...clockWarnings(assembler.clock))
  const { cutShortCount } = assembler
  if (cutShortCount > 0) {
    const were = `${count(cutShortCount)} ${plural(cutShortCount, 'was', 'were')}`
    const which = 'those not answered first, then the longest silent'
    warnings.push(
      `More than ${count(MOST_OPEN_FLOWS)} flows were open at once: ${were} ended early to save memory, ${which}.`,
    )
  }
  return warnings
}

function contents(facts: CaptureFacts, { flowCount, conversationCounts }: FlowAssembler): string {
  const { packetCount, wireBytes, linkTypes } = facts
  const flows = `${count(flowCount)} ${plural(flowCount, 'flow')}`
  const packets = `${count(packetCount)} ${plural(packetCount, 'packet')} (${bytesInWords(wireBytes)} on the wire, ${linkTypes.join(', ')})`
  const made = `${flows} ${flowCount === 1 ? 'was' : 'were'} made of ${packets}`
  if (conversationCounts === null) return `${made}.`
  const { tcp, udp } = conversationCounts
  return `${made}: ${count(tcp)} TCP and ${count(udp)} UDP conversations; a pause of 5 minutes (TCP) or 1 minute parts flows.`
}

function noFlows(
  { name }: ByteSource,
  { container, frameCount, unread, truncatedAt }: CaptureFacts,
): Outcome<ConvertedTable> {
  if (frameCount === 0 && truncatedAt !== null) {
    return refusal(
      'no-rows',
      `${name} is a packet capture (${container}) that ends before its first packet is whole.`,
      {
        found: truncatedAt.sentence,
        needed: 'at least one whole packet',
        where: name,
        advice: 'It was cut off while it was written or copied: copy it again, or capture anew.',
      },
    )
  }
  const reasons = [...unread].map(([reason, packets]) => `${count(packets)} × ${reason}`).join(', ')
  return refusal('no-rows', `${name} is a packet capture (${container}) without a packet of IP.`, {
    found: frameCount === 0 ? 'no packets' : `${count(frameCount)} ${plural(frameCount, 'packet')}: ${reasons}`,
    needed: 'at least one packet of IPv4 or IPv6',
    where: name,
    advice: 'Capture where traffic passes, and without a filter that leaves IP out.',
  })
}
