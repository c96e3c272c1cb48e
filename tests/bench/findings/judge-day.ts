/**
 * Judge day: what the engine finds in a generated day, against what was planted there.
 *
 * By the ranking: a flow of the attack stands among the 20 strangest. By a verdict: a group is given that very kind and most
 * of its flows are of the attack, or a pattern of that kind is named inside a group and most of the pattern's flows are.
 */

import { bytesSource } from '../../../src/engine/intake/source'
import type { RunResult } from '../../../src/engine/pipeline/answers'
import { Engine } from '../../../src/engine/pipeline/engine'
import { isSuspicious } from '../../../src/wording/verdict-words'
import type { AttackKind } from '../days/attack-kinds'
import type { MadeDay } from '../days/day'

const TOP = 20
const MOST = 0.5

/** As the page's defaults (session/session.svelte.ts). */
const PAGE = { smallestClusterCount: 1, largestClusterCount: 12, restartCount: 4, maxIterations: 100, seed: 42 }

/** Neither scores nor patterns look at the groups, so a few of them do where a day is large and its attack a dozen flows. */
const FEW_GROUPS = { ...PAGE, largestClusterCount: 4, restartCount: 1 }

export interface FoundKind {
  readonly kind: AttackKind
  readonly byRank: boolean
  readonly byVerdict: boolean
}

export interface JudgedDay {
  readonly found: readonly FoundKind[]
  /** Suspicious verdicts whose flows are mostly of another kind, in words. */
  readonly wrong: readonly string[]
}

interface Named {
  readonly kind: string
  readonly words: string
  readonly rows: ArrayLike<number>
}

/** @param networkFeatures whether columns made of times and addresses are features */
export async function judgeDay(
  day: MadeDay,
  planted: readonly AttackKind[],
  fewGroups = false,
  networkFeatures = false,
): Promise<JudgedDay> {
  const engine = new Engine({ nowMs: () => performance.now(), letOthersRun: () => Promise.resolve() })
  const opened = await engine.open(
    bytesSource('day.csv', new TextEncoder().encode(day.text)),
    {},
    [],
    true,
    () => undefined,
  )
  if (!opened.ok) throw new Error(opened.failure.sentence)
  const made = networkFeatures ? await engine.makeNetworkColumns(true, () => undefined) : opened
  if (!made.ok) throw new Error(made.failure.sentence)
  const run = await engine.run(fewGroups ? FEW_GROUPS : PAGE, () => undefined)
  if (!run.ok) throw new Error(run.failure.sentence)
  const result = run.value
  if (result.scores!.length !== day.kinds.length)
    throw new Error(`${result.scores!.length} rows of ${day.kinds.length}`)
  const top = (await engine.rank({ ...WHOLE, threshold: 0 })).subarray(0, TOP)
  const inTop = new Set(Array.from(top, (row) => day.kinds[row]!))
  const named = await namedBy(engine, result)
  const right = ({ kind, rows }: Named): boolean => shareOf(rows, (row) => day.kinds[row] === kind) >= MOST
  return {
    found: planted.map((kind) => ({
      kind,
      byRank: inTop.has(kind),
      byVerdict: named.some((one) => one.kind === kind && right(one)),
    })),
    wrong: named.filter((one) => !right(one)).map(({ words, rows }) => `${words}: ${truthOf(rows, day.kinds)}`),
  }
}

const WHOLE = { search: '', sortBy: 'score', descending: true, clusters: null, flaggedOnly: false } as const

async function namedBy(engine: Engine, { grouping }: RunResult): Promise<readonly Named[]> {
  const all: Named[] = []
  for (const { verdict, clusterIndex, letter } of grouping.cards) {
    const own = grouping.assignments!.reduce<number[]>((rows, cluster, row) => {
      if (cluster === clusterIndex) rows.push(row)
      return rows
    }, [])
    if (isSuspicious(verdict.kind) && verdict.pattern !== undefined)
      all.push({
        kind: verdict.kind,
        words: `pattern of ${letter} ${verdict.title}`,
        rows: await engine.rank({ ...WHOLE, threshold: 0, pattern: verdict.pattern.index }),
      })
    if (isSuspicious(verdict.kind))
      all.push({
        kind: verdict.kind,
        words: `${letter} ${verdict.title} (${verdict.evidenceFor.join('; ')})`,
        rows: own,
      })
    for (const { kind, title, pattern } of verdict.within ?? [])
      all.push({
        kind,
        words: `in ${letter} ${title}`,
        rows: await engine.rank({ ...WHOLE, threshold: 0, pattern: pattern!.index }),
      })
  }
  return all
}

function shareOf(rows: ArrayLike<number>, holds: (row: number) => boolean): number {
  let count = 0
  for (let place = 0; place < rows.length; place++) if (holds(rows[place]!)) count++
  return rows.length === 0 ? 0 : count / rows.length
}

/** "web 812, dns 40": what the flows are, most frequent first. */
function truthOf(rows: ArrayLike<number>, kinds: readonly string[]): string {
  const counts = new Map<string, number>()
  for (let place = 0; place < rows.length; place++)
    counts.set(kinds[rows[place]!]!, (counts.get(kinds[rows[place]!]!) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 4)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ')
}
