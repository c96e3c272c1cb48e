/**
 * Converters: the formats that are no delimited text and can be read, and the way from a file to the text that its rows are read from.
 */

import { refusal, success, type Outcome } from '../failure'
import { portionOf } from '../numeric/portion'
import type { Pulse } from '../numeric/pulse'
import { arrow } from './arrow/arrow'
import { isBundle, type Bundle } from './bundle'
import type { ByteStore, ConvertedFacts, Converter, ForeignHead } from './conversion'
import { decodeHead, detectEncoding } from './encoding'
import type { FilePart, ReadOptions } from './facts'
import { captureConverter } from './flows/capture-converter'
import { joinFiles, leftOut } from './join-files'
import { areAlike, joinLines } from './join-lines'
import { jsonConverter } from './json/json-converter'
import { gzip } from './packed/gzip'
import { tar } from './packed/tar'
import { zip } from './packed/zip'
import { zstd } from './packed/zstd'
import { parquet } from './parquet/parquet'
import type { Plan } from './plan'
import { keyValueConverter } from './schemas/key-value'
import { zeekRewriting } from './schemas/zeek-rewriting'
import { readSlice, type ByteSource } from './source'

/** Asked in this order; the first that recognises the head converts the file. */
const CONVERTERS: readonly Converter[] = [
  gzip,
  zip,
  zstd,
  tar,
  parquet,
  arrow,
  captureConverter,
  jsonConverter,
  zeekRewriting,
  keyValueConverter,
]

/** What a converter is recognised by. */
const HEAD_BYTES = 65_536
/** A gzip of a tar of zips is a mistake or an attack. */
const DEEPEST = 3
/** Of converting several files, what unpacking them takes, about. */
const OPENING_SHARE = 0.3
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
  /** The files that the text was joined of; none where it was one. */
  readonly parts: readonly FilePart[]
  /** Null where the text is the file's own. */
  readonly converted: ConvertedFacts | null
  readonly warnings: readonly string[]
  /** Whether the file, or one of several, was cut off or damaged. */
  readonly partlyRead: boolean
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
  return new Conversion(source, options, store, converters).unpack(source, [], portionOf(pulse, 0, CONVERTING_SHARE))
}

/** One file on its way to a text, and all that is inside it. */
class Conversion {
  constructor(
    private readonly source: ByteSource,
    private readonly options: ReadOptions,
    private readonly store: ByteStore,
    private readonly converters: readonly Converter[],
  ) {}

  /**
   * @param around what `outer` was found in, outermost first
   * @param leaves whether lines that could be converted with those of other files are left as they are
   */
  async unpack(
    outer: ByteSource,
    around: readonly string[],
    pulse: Pulse,
    leaves = false,
  ): Promise<Outcome<Readable & Left>> {
    const { options, store } = this
    const containers = [...around]
    const warnings: string[] = []
    let partlyRead = false
    for (let inside = outer; ;) {
      if (isBundle(inside)) return this.unpackAll(inside, containers, { warnings, partlyRead }, pulse)
      const head = await foreignHead(inside)
      const converter = options.anyway ? undefined : this.converters.find((candidate) => candidate.recognise(head))
      const keys = leaves ? converter?.keysOfLines?.(head) : null
      if (converter === undefined || keys != null) {
        const left = keys == null ? {} : { keys }
        const whole = { text: inside, inside, containers, parts: [], warnings, partlyRead }
        return success({ ...whole, plan: null, converted: null, ...left })
      }
      if (containers.length === DEEPEST) return tooDeep(this.source, containers)
      const converted = await converter.convert(inside, head, options, store, pulse)
      if (!converted.ok) return converted
      if (converted.value.kind === 'table') {
        const { text, plan, facts } = converted.value
        const said = [...warnings, ...facts.warnings]
        partlyRead ||= facts.partlyRead === true
        return success({ text, plan, inside, containers, parts: [], converted: facts, warnings: said, partlyRead })
      }
      partlyRead ||= converted.value.partlyRead === true
      containers.push(converted.value.container)
      warnings.push(...converted.value.warnings)
      inside = converted.value.inside
    }
  }

  private async unpackAll(
    bundle: Bundle,
    around: readonly string[],
    before: Said,
    pulse: Pulse,
  ): Promise<Outcome<Readable>> {
    const { files } = bundle
    const opened = await each(files, portionOf(pulse, 0, OPENING_SHARE), (file, part) =>
      this.unpack(file, around, part, true),
    )
    if (!opened.ok) return opened
    const rest = portionOf(pulse, OPENING_SHARE, 1)
    const joined = canBeOne(opened.value)
      ? await this.convertAsOne(bundle, opened.value, rest)
      : await this.convertApart(bundle, opened.value, rest)
    return joined.ok ? success({ ...joined.value, ...saidOfBoth(before, joined.value) }) : joined
  }

  private async convertAsOne(bundle: Bundle, opened: readonly Readable[], pulse: Pulse): Promise<Outcome<Readable>> {
    const named = opened.map((readable, index) => ({ ...readable, name: bundle.files[index]!.name }))
    const filled = named.filter(hasBytes)
    const lines = await joinLines(bundle.name, filled, pulse)
    const read = await this.unpack(lines, filled[0]!.containers, pulse)
    if (!read.ok) return read
    const said = named.flatMap((readable) => (hasBytes(readable) ? readable.warnings : [leftOut(readable)]))
    const before = { warnings: said, partlyRead: opened.some(({ partlyRead }) => partlyRead) }
    return success({ ...read.value, inside: bundle, parts: lines.parts, ...saidOfBoth(before, read.value) })
  }

  private async convertApart(
    bundle: Bundle,
    opened: readonly (Readable & Left)[],
    pulse: Pulse,
  ): Promise<Outcome<Readable>> {
    const readables = await each(opened, pulse, async (readable, part) => {
      if (readable.keys === undefined) return success<Readable>(readable)
      const read = await this.unpack(readable.text, readable.containers, part)
      return read.ok ? success({ ...read.value, ...saidOfBoth(readable, read.value) }) : read
    })
    return readables.ok ? joinFiles(bundle, readables.value, this.options, pulse) : readables
  }
}

/** Lines that could be converted with those of other files: the keys of the first. */
interface Left {
  readonly keys?: ReadonlySet<string>
}

type Said = Pick<Readable, 'warnings' | 'partlyRead'>

const saidOfBoth = (outer: Said, inner: Said): Said => ({
  warnings: [...outer.warnings, ...inner.warnings],
  partlyRead: outer.partlyRead || inner.partlyRead,
})

const hasBytes = ({ text }: Readable): boolean => text.sizeBytes > 0

function canBeOne(opened: readonly (Readable & Left)[]): boolean {
  const [first, ...others] = opened.filter(hasBytes).map(({ keys }) => keys)
  return first !== undefined && others.every((keys) => keys !== undefined && areAlike(first, keys))
}

/** One after the other, till one fails. */
async function each<Item, Made>(
  items: readonly Item[],
  pulse: Pulse,
  work: (item: Item, pulse: Pulse) => Promise<Outcome<Made>>,
): Promise<Outcome<readonly Made[]>> {
  const made: Made[] = []
  for (const [index, item] of items.entries()) {
    const done = await work(item, portionOf(pulse, index / items.length, (index + 1) / items.length))
    if (!done.ok) return done
    made.push(done.value)
  }
  return success(made)
}

/** Whether a file is no text of its own, judged by its first bytes; several files together are none. @throws SourceLost */
export async function isConverted(source: ByteSource, options: ReadOptions, converters = CONVERTERS): Promise<boolean> {
  if (options.anyway) return false
  if (isBundle(source)) return true
  const head = await foreignHead(source)
  return converters.some((converter) => converter.recognise(head))
}

/** What is left of reading once a file has been converted. */
export const afterConverting = (pulse: Pulse, { containers, converted }: Readable): Pulse =>
  containers.length === 0 && converted === null ? pulse : portionOf(pulse, CONVERTING_SHARE, 1)

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
