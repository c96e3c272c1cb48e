/**
 * Converted: what a JSON text becomes, cell by cell.
 */

import { memoryStore, type ConvertedTable } from '../../../../src/engine/intake/conversion'
import { convertJson } from '../../../../src/engine/intake/json/json-converter'
import { shapeOf } from '../../../../src/engine/intake/json/shape'
import { bytesSource } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'
import type { Failure } from '../../../../src/engine/failure'

const HEAD_BYTES = 65_536

export interface ConvertedLines {
  readonly names: readonly string[]
  /** Per line of the text its cells; none where it is empty. */
  readonly lines: readonly (readonly string[])[]
  readonly facts: ConvertedTable['facts']
  readonly plan: ConvertedTable['plan']
}

const encoded = (text: string | Uint8Array): Uint8Array =>
  typeof text === 'string' ? new TextEncoder().encode(text) : text

export async function convertedOr(
  text: string | Uint8Array,
  sliceBytes?: number,
): Promise<ConvertedLines | Failure | null> {
  const bytes = encoded(text)
  const head = bytes.subarray(0, HEAD_BYTES)
  const foreign = { bytes: head, text: new TextDecoder().decode(head), whole: head.length === bytes.length }
  if (shapeOf(foreign) === null) return null
  const converted = await convertJson(bytesSource('flows.json', bytes), foreign, memoryStore, silentPulse, sliceBytes)
  if (!converted.ok) return converted.failure
  if (converted.value.kind !== 'table') throw new Error('a JSON file is no container')
  const { text: source, plan, facts } = converted.value
  const written = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await source.read(0, source.sizeBytes))
  const lines = written.split('\n').slice(0, -1)
  return { names: plan.columnNames, lines: lines.map((line) => (line === '' ? [] : line.split('\t'))), facts, plan }
}

export async function converted(text: string | Uint8Array, sliceBytes?: number): Promise<ConvertedLines> {
  const result = await convertedOr(text, sliceBytes)
  if (result === null || 'code' in result) throw new Error(result === null ? 'not recognised' : result.sentence)
  return result
}
