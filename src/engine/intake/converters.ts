/**
 * Converters: the formats that are no delimited text and can be read, and the way from a file to the text that its rows are read from.
 */

import { refusal, success, type Outcome } from '../failure'
import { portionOf } from '../numeric/portion'
import type { Pulse } from '../numeric/pulse'
import type { ByteStore, ConvertedFacts, Converter, ForeignHead } from './conversion'
import { decodeHead, detectEncoding } from './encoding'
import type { ReadOptions } from './facts'
import { captureConverter } from './flows/capture-converter'
import { jsonConverter } from './json/json-converter'
import type { Plan } from './plan'
import { keyValueConverter } from './schemas/key-value'
import { zeekRewriting } from './schemas/zeek-rewriting'
import { readSlice, type ByteSource } from './source'

/** Asked in this order; the first that recognises the head converts the file. */
const CONVERTERS: readonly Converter[] = [captureConverter, jsonConverter, zeekRewriting, keyValueConverter]

/** What a converter is recognised by. */
const HEAD_BYTES = 65_536
/** A gzip of a tar of zips is a mistake or an attack. */
const DEEPEST = 3
/** Of reading a file, what converting it takes, about. */
const CONVERTING_SHARE = 0.7

/** A file that can be read as text, and what it was. */
export interface Readable {
  /** The text that the rows are read from. */
  readonly text: ByteSource
  /** Null: to be found out from the text's head. */
  readonly plan: Plan | null
  /** The innermost file that is no container; the text itself where nothing was converted. */
  readonly inside: ByteSource
  /** Outermost first. */
  readonly containers: readonly string[]
  /** Null where the text is the file's own. */
  readonly converted: ConvertedFacts | null
  readonly warnings: readonly string[]
}

/**
 * @param pulse told the share of all reading
 * @returns the source itself if no converter knows it
 * @throws SourceLost, Cancelled
 */
export async function convert(
  source: ByteSource,
  options: ReadOptions,
  store: ByteStore,
  pulse: Pulse,
  converters = CONVERTERS,
): Promise<Outcome<Readable>> {
  const containers: string[] = []
  const warnings: string[] = []
  for (let inside = source; ;) {
    const head = await foreignHead(inside)
    const converter = options.anyway ? undefined : converters.find((candidate) => candidate.recognise(head))
    if (converter === undefined) {
      return success({ text: inside, plan: null, inside, containers, converted: null, warnings })
    }
    if (containers.length === DEEPEST) return tooDeep(source, containers)
    const converted = await converter.convert(inside, head, options, store, portionOf(pulse, 0, CONVERTING_SHARE))
    if (!converted.ok) return converted
    if (converted.value.kind === 'table') {
      const { text, plan, facts } = converted.value
      return success({ text, plan, inside, containers, converted: facts, warnings: [...warnings, ...facts.warnings] })
    }
    containers.push(converted.value.container)
    warnings.push(...converted.value.warnings)
    inside = converted.value.inside
  }
}

/** What is left of reading once a file has been converted. */
export const afterConverting = (pulse: Pulse, { inside, text, containers }: Readable): Pulse =>
  containers.length === 0 && inside === text ? pulse : portionOf(pulse, CONVERTING_SHARE, 1)

async function foreignHead(source: ByteSource): Promise<ForeignHead> {
  const bytes = await readSlice(source, 0, Math.min(source.sizeBytes, HEAD_BYTES))
  return { bytes, text: decodeHead(bytes, detectEncoding(bytes)), whole: bytes.length === source.sizeBytes }
}

const tooDeep = ({ name }: ByteSource, containers: readonly string[]): Outcome<never> =>
  refusal('unsupported-format', `${name} is packed more than ${DEEPEST} times over.`, {
    found: `${containers.join(' in ')}, and one more inside`,
    needed: `a file packed at most ${DEEPEST} times`,
    where: name,
    advice: 'Unpack it and drop what is inside.',
  })
