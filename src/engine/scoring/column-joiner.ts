/**
 * Column joiner: finds the combinations in which neighbouring columns occur, in one walk over the rows.
 *
 * Rows pass the columns one after the other: the combination so far and the next code give the next combination, which is new or known.
 * Where one too many comes, that column and those behind it are left out: rows before it go back to the combination theirs came from.
 */

import { BLOCK_ROWS, blockCountOf, blockRange } from '../numeric/blocks'
import type { Kernel } from '../numeric/kernel'
import { blocksOf, CodeStage } from './code-stage'
import { MEMBER_BYTES } from './cost-layout'
import { MOST_ENTRIES, MOST_JOINABLE, type CodedColumn, type Joiner, type JointColumn } from './joint-columns'
import type { ScoreLoops } from './score-loops'

interface Member {
  readonly stage: CodeStage
  readonly entryCount: number
  /** Addresses. */
  readonly table: number
  readonly combinations: number
  readonly lay: (first: number, pastLast: number) => void
}

/** Its memory is used again for each group of columns. */
export function columnJoiner(kernel: Kernel<ScoreLoops>, breathe: () => Promise<void>): Joiner {
  const prepared = new Map<CodedColumn, Member>()
  const members = kernel.reserve(MOST_MEMBERS * MEMBER_BYTES)
  const out = kernel.reserve(BLOCK_ROWS * 2)
  return async (columns) => {
    const chain = columns.slice(0, MOST_MEMBERS).map((column) => {
      const known = prepared.get(column) ?? memberOf(kernel, column)
      prepared.set(column, known)
      return known
    })
    describe(kernel, members, chain)
    const found = await joinRows(kernel, { members, out }, chain, columns[0]!.codes.length, breathe)
    const joined =
      found.memberCount === 1 ? null : jointOf(kernel, members, chain.slice(0, found.memberCount), found.codes)
    forget(kernel, members, chain)
    return joined
  }
}

/** Columns that are tried together. */
const MOST_MEMBERS = 64
/** So long, half as many combinations may occur: what would overflow late has cost a walk over all rows before it. */
const TRIAL_BLOCKS = 4

function memberOf(kernel: Kernel<ScoreLoops>, { codes, entryCount }: CodedColumn): Member {
  const stage = CodeStage.for(kernel, codes.BYTES_PER_ELEMENT)
  const table = kernel.reserve(MOST_ENTRIES * Math.min(entryCount, MOST_JOINABLE) * 2)
  return { stage, entryCount, table, combinations: kernel.reserve(MOST_ENTRIES * 4), lay: blocksOf(codes, stage) }
}

function describe(kernel: Kernel<ScoreLoops>, address: number, chain: readonly Member[]): void {
  const words = new Uint32Array(kernel.buffer, address, chain.length * 7)
  chain.forEach(({ stage, entryCount, table, combinations }, index) => {
    words.set([stage.address, stage.shift, stage.mask, entryCount, table, combinations, 0], index * 7)
  })
}

async function joinRows(
  kernel: Kernel<ScoreLoops>,
  { members, out }: { readonly members: number; readonly out: number },
  chain: readonly Member[],
  rowCount: number,
  breathe: () => Promise<void>,
): Promise<{ readonly codes: Uint16Array; readonly memberCount: number }> {
  const codes = new Uint16Array(rowCount)
  let memberCount = chain.length
  for (let block = 0; block < blockCountOf(rowCount) && memberCount > 1; block++) {
    const [first, pastLast] = blockRange(block, rowCount)
    for (const { lay } of chain.slice(0, memberCount)) lay(first, pastLast)
    const laid = new Uint16Array(kernel.buffer, out, pastLast - first)
    const mostEntries = block < TRIAL_BLOCKS ? MOST_ENTRIES / 2 : MOST_ENTRIES
    const answer = kernel.loops.join(pastLast - first, memberCount, members, mostEntries, out)
    const fitting = answer >>> 16
    if (fitting < memberCount) {
      // In this block the rows up to that one tell the member that doesn't fit; before it, they tell all.
      through(laid.subarray(0, answer & 0xffff), parentsOf(kernel, members, chain, fitting))
      through(codes.subarray(0, first), ancestorsOf(kernel, members, chain, fitting, memberCount))
      memberCount = fitting
    }
    codes.set(laid, first)
    await breathe()
  }
  return { codes, memberCount }
}

function through(codes: Uint16Array, parents: Uint16Array): void {
  for (let row = 0; row < codes.length; row++) codes[row] = parents[codes[row]!]!
}

/** Per combination with a member, that of the members before it. */
function parentsOf(kernel: Kernel<ScoreLoops>, members: number, chain: readonly Member[], member: number): Uint16Array {
  const combinations = combinationsOf(kernel, members, chain, member)
  const parents = new Uint16Array(combinations.length)
  const { entryCount } = chain[member]!
  for (let entry = 0; entry < parents.length; entry++) parents[entry] = Math.floor(combinations[entry]! / entryCount)
  return parents
}

/** Per combination of all members up to `pastLast`, that of the members before `first`. */
function ancestorsOf(
  kernel: Kernel<ScoreLoops>,
  members: number,
  chain: readonly Member[],
  first: number,
  pastLast: number,
): Uint16Array {
  let ancestors = parentsOf(kernel, members, chain, pastLast - 1)
  for (let member = pastLast - 2; member >= first; member--) {
    const parents = parentsOf(kernel, members, chain, member)
    ancestors = ancestors.map((ancestor) => parents[ancestor]!)
  }
  return ancestors
}

/** In order of first appearance. */
function combinationsOf(
  kernel: Kernel<ScoreLoops>,
  members: number,
  chain: readonly Member[],
  member: number,
): Uint32Array {
  const count = new Uint32Array(kernel.buffer, members, chain.length * 7)[member * 7 + 6]!
  return new Uint32Array(kernel.buffer, chain[member]!.combinations, count)
}

/** @param chain the members that stayed together */
function jointOf(
  kernel: Kernel<ScoreLoops>,
  members: number,
  chain: readonly Member[],
  codes: Uint16Array,
): JointColumn {
  const last = chain.length - 1
  let entries = Uint32Array.from(combinationsOf(kernel, members, chain, last).keys())
  const entryCount = entries.length
  const codeOf: Uint32Array[] = []
  for (let member = last; member >= 0; member--) {
    const combinations = combinationsOf(kernel, members, chain, member)
    const { entryCount: ownCount } = chain[member]!
    codeOf[member] = entries.map((entry) => combinations[entry]! % ownCount)
    entries = entries.map((entry) => Math.floor(combinations[entry]! / ownCount))
  }
  return { codes, entryCount, members: codeOf.map((own, column) => ({ column, codeOf: own })) }
}

/** Clears the tables for the next group. */
function forget(kernel: Kernel<ScoreLoops>, members: number, chain: readonly Member[]): void {
  chain.forEach(({ table, entryCount }, member) => {
    const known = new Uint16Array(kernel.buffer, table, MOST_ENTRIES * entryCount)
    for (const combination of combinationsOf(kernel, members, chain, member)) known[combination] = 0
  })
}
