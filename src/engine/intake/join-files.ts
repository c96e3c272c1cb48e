/**
 * Join files: several texts of one kind → one text, whose lines keep the numbers they have in their files.
 *
 * A later file's header is replaced by as many empty lines, which no reader takes for rows. Files of different kinds, or with other
 * columns, are refused by name: a table that was put together wrongly would look right.
 */

import type { Outcome } from '../failure'
import { success } from '../failure'
import type { Pulse } from '../numeric/pulse'
import type { Bundle } from './bundle'
import type { ConvertedFacts } from './conversion'
import type { Readable } from './converters'
import type { FilePart, ReadOptions, Skipped } from './facts'
import { headerEnd } from './header-end'
import { differenceOf, noTables } from './joining-refusals'
import { joinTexts } from './join-texts'
import { planReading, type Plan } from './plan'
import { readHead } from './read-rows'
import type { Head } from './reader'
import type { ByteSource } from './source'

/** A file that is going to be a part of the whole. */
export interface Joinable {
  readonly name: string
  readonly readable: Readable
  readonly head: Head
  readonly plan: Plan
}

/** @throws SourceLost, Cancelled */
export async function joinFiles(
  bundle: Bundle,
  readables: readonly Readable[],
  options: ReadOptions,
  pulse: Pulse,
): Promise<Outcome<Readable>> {
  const planned = await planAll(bundle, readables, options, pulse)
  if (!planned.ok) return planned
  const { files, warnings } = planned.value
  const [first] = files
  if (first === undefined) return noTables(bundle)
  const newline = first.plan.dialect.lineEnding === 'CR' ? 13 : 10
  const texts = files.map(({ name, readable, head, plan }) => ({
    name,
    text: readable.text,
    header: headerEnd(head.bytes, plan),
  }))
  const text = await joinTexts(bundle.name, texts, newline, pulse)
  return success({
    text,
    plan: first.readable.plan,
    inside: bundle,
    containers: first.readable.containers,
    parts: text.parts,
    converted: joinFacts(files, text.parts),
    warnings: [...warnings, ...files.flatMap(({ readable }) => readable.warnings)],
    partlyRead: files.some(({ readable }) => readable.partlyRead),
  })
}

export const leftOut = ({ name }: Pick<ByteSource, 'name'>): string => `${name} is empty and was left out.`

interface Planned {
  readonly files: readonly Joinable[]
  readonly warnings: readonly string[]
}

async function planAll(
  bundle: Bundle,
  readables: readonly Readable[],
  options: ReadOptions,
  pulse: Pulse,
): Promise<Outcome<Planned>> {
  const files: Joinable[] = []
  const warnings: string[] = []
  for (const [index, readable] of readables.entries()) {
    const { name } = bundle.files[index]!
    if (readable.text.sizeBytes === 0) {
      warnings.push(leftOut({ name }))
      continue
    }
    const file = await planFile(name, readable, options, files[0] ?? null)
    if (!file.ok) return file
    const odd = files[0] === undefined ? null : differenceOf(files[0], file.value)
    if (odd !== null && !odd.ok) return odd
    if (odd !== null) warnings.push(...odd.value)
    files.push(file.value)
    await pulse.breathe()
  }
  return success({ files, warnings })
}

async function planFile(
  name: string,
  readable: Readable,
  options: ReadOptions,
  first: Joinable | null,
): Promise<Outcome<Joinable>> {
  const { text, plan: known } = readable
  const head = await readHead(text, known === null ? options : { anyway: true, encoding: 'utf-8' })
  if (!head.ok) return head
  if (known !== null) return success({ name, readable, head: head.value, plan: known })
  const read = hasHeaderOf(first, head.value) && options.header === undefined ? { ...options, header: true } : options
  const plan = planReading(text.name, head.value.text, head.value.whole, read)
  return plan.ok ? success({ name, readable, head: head.value, plan: plan.value }) : plan
}

/** Whatever stands below it: an hour without flows leaves a header alone. */
const hasHeaderOf = (first: Joinable | null, head: Head): boolean =>
  first !== null && first.plan.headerFound && first.plan.comment === null && firstLine(first.head) === firstLine(head)

const firstLine = ({ text }: Head): string => /^\s*([^\r\n]*)/.exec(text)![1]!.trimEnd()

/** What the converters knew of their files; null if none was converted. */
function joinFacts(files: readonly Joinable[], parts: readonly FilePart[]): ConvertedFacts | null {
  const known = files.map(({ readable }) => readable.converted)
  const [first] = known
  if (first === undefined || first === null) return null
  const counts = new Map<string, number>()
  for (const { rule, count } of known.flatMap((facts) => facts?.skipped ?? [])) {
    counts.set(rule, (counts.get(rule) ?? 0) + count)
  }
  const skipped: Skipped[] = [...counts].map(([rule, count]) => ({ rule, count }))
  const refused = known.flatMap((facts, index) =>
    (facts?.refused ?? []).map((line) => ({ ...line, line: line.line + parts[index]!.firstLine - 1 })),
  )
  const refusedCount = known.reduce((sum, facts) => sum + (facts?.refusedCount ?? 0), 0)
  const packetCount = known.reduce((sum, facts) => sum + (facts?.packetCount ?? 0), 0)
  // Their warnings are among the files' own.
  const joined = { unit: first.unit, skipped, refusedCount, refused: refused.slice(0, LISTED_LINES), warnings: [] }
  return first.packetCount === undefined ? joined : { ...joined, packetCount }
}

const LISTED_LINES = 100
