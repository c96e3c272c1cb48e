/**
 * Findings: on generated days with known truth, which planted attacks are found, by the ranking or by a verdict, and what
 * is said of days with none.
 *
 *   node scripts/run.mjs tests/bench/findings.ts [--seeds 1-20] [--shares 0.0005,0.01,0.05,0.2,0.6] [--clean] [--verbose] [--network-features]
 *
 * One day per kind at shares under half a percent, where each needs its dozen flows; above, three kinds share a day. Seeds
 * 1 to 20 are for setting thresholds by; 101 to 120 are for judging and are looked at once a change is done.
 */

import { ATTACK_KINDS, type AttackKind } from './days/attack-kinds'
import { makeDay } from './days/day'
import { judgeDay, type FoundKind } from './findings/judge-day'

const RARE = 0.005
const RARE_ROWS = 24_000
const ROWS = 8000

const valueOf = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise)
}
const [first = 1, last = first] = valueOf('seeds', '1-20').split('-').map(Number)
const seeds = Array.from({ length: last - first + 1 }, (_, index) => first + index)
const shares = process.argv.includes('--clean')
  ? []
  : valueOf('shares', '0.0005,0.01,0.05,0.2,0.6').split(',').map(Number)
const verbose = process.argv.includes('--verbose')
const networkFeatures = process.argv.includes('--network-features')

/** Which kinds share a day changes with the seed. */
function parties(seed: number, share: number): readonly (readonly AttackKind[])[] {
  const turned = ATTACK_KINDS.map(
    (_, index) => ATTACK_KINDS[(index * (seed % 2 === 0 ? 1 : 5) + seed) % ATTACK_KINDS.length]!,
  )
  return share < RARE ? turned.map((kind) => [kind]) : [turned.slice(0, 3), turned.slice(3)]
}

const percent = (share: number): string => `${Number((100 * share).toFixed(3))} %`
const wrong: string[] = []

async function judgeShare(share: number): Promise<readonly FoundKind[]> {
  const found: FoundKind[] = []
  for (const seed of seeds) {
    for (const kinds of parties(seed, share)) {
      const day = makeDay({ seed, kinds, share, rowCount: share < RARE ? RARE_ROWS : ROWS })
      const judged = await judgeDay(day, kinds, share < RARE, networkFeatures)
      const at = `seed ${seed} ${day.shape} ${day.layout} ${percent(share)}`
      found.push(...judged.found)
      wrong.push(...judged.wrong.map((words) => `${at}: ${words}`))
      if (verbose)
        for (const { kind, byRank, byVerdict } of judged.found)
          if (!byVerdict) console.log(`${at}: ${kind} ${byRank ? 'by the ranking only' : 'NOT FOUND'}`)
    }
  }
  return found
}

const cell = (found: readonly FoundKind[]): string => {
  const count = (holds: (one: FoundKind) => boolean): number => found.filter(holds).length
  const either = count(({ byRank, byVerdict }) => byRank || byVerdict)
  return `${either}/${found.length} (${count(({ byRank }) => byRank)} ${count(({ byVerdict }) => byVerdict)} ${count(({ byRank, byVerdict }) => byRank && byVerdict)})`
}

console.log(`Seeds ${first} to ${last}. Found of planted (by the ranking, by a verdict, by both)`)
console.log(['attacks', ...ATTACK_KINDS].map((head) => head.padEnd(20)).join(''))
for (const share of shares) {
  const found = await judgeShare(share)
  const cells = ATTACK_KINDS.map((kind) => cell(found.filter((one) => one.kind === kind)))
  console.log([percent(share), ...cells].map((text) => text.padEnd(20)).join(''))
}
console.log(`\nVerdicts on other flows in those days: ${wrong.length}`)
for (const words of wrong) console.log(`  ${words}`)

let cleanCount = 0
const alarms: string[] = []
for (const seed of seeds) {
  const day = makeDay({ seed, kinds: [], share: 0, rowCount: ROWS })
  const { wrong: said } = await judgeDay(day, [], false, networkFeatures)
  if (said.length === 0) cleanCount++
  alarms.push(...said.map((words) => `seed ${seed} ${day.shape} ${day.layout}: ${words}`))
}
console.log(`\nClean days without an attack verdict: ${cleanCount} of ${seeds.length}`)
for (const words of alarms) console.log(`  ${words}`)
