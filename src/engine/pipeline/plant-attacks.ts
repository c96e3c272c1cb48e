/**
 * Plant attacks: would you have seen it? Every kind of attack that the file's columns can show is planted at several strengths, one
 * at a time, and each is scored as if it had been in the file.
 */

import { refusal, success, type Outcome } from '../failure'
import type { AttackKind, Obstacle, Planting } from '../injection/attack'
import { groundOf, type Ground } from '../injection/ground'
import { plantBeacon } from '../injection/plant-beacon'
import { plantExfiltration } from '../injection/plant-exfiltration'
import { plantFlood } from '../injection/plant-flood'
import { plantScan } from '../injection/plant-scan'
import { notPlanted, plantedKind, type InjectionReport, type PlantedKind, type Trial } from '../injection/report'
import { standingOf, TOP } from '../injection/standing'
import type { Pulse } from '../numeric/pulse'
import { portionOf } from '../numeric/portion'
import { contextPlaces } from '../table/context'
import type { TextCells } from '../table/table'
import { count } from '../../wording/numbers'
import type { Job } from './job'
import type { LiveRun } from './live-run'
import { FITTED_ANEW_UP_TO, scorerFittedAnew, type PlantedScorer } from './score-planted'
import { scorerWithFrozen } from './score-with-frozen'

const PLANTERS: Readonly<Record<AttackKind, (ground: Ground, seed: number) => Planting | Obstacle>> = {
  'port scan': plantScan,
  flood: plantFlood,
  exfiltration: plantExfiltration,
  beacon: plantBeacon,
}

/** Every kind chooses its hosts by a seed of its own. */
const KIND_SEEDS: Readonly<Record<AttackKind, number>> = {
  'port scan': 0x5ca2,
  flood: 0xf100d,
  exfiltration: 0xe8f1,
  beacon: 0xbeac,
}

/**
 * The file and its run stay as they are; the same seed gives the same report.
 * @param seed uint32
 * @param method by the length of the file, if it isn't said
 * Time: some twenty fits of the score, or some twenty times scoring the flows of a host.
 */
export async function plantAttacks(
  live: LiveRun,
  seed: number,
  job: Job,
  method: InjectionReport['method'] = live.scores.length <= FITTED_ANEW_UP_TO ? 'fitted anew' : 'frozen',
): Promise<Outcome<InjectionReport>> {
  const noHosts = live.sources === null && contextPlaces(live.open.profiles).length > 0
  // The context of ports and of the whole file is of all its flows: a frozen model can't tell it for flows that come to it.
  if (method === 'frozen' && noHosts) return tooLongWithoutHosts(live.scores.length)
  const pulse = job.begin('scores')
  const { described, open, scores } = live
  const ground = await groundOf(described.table, described.rows, open.profiles, scores, pulse)
  const score = await (method === 'frozen' ? scorerWithFrozen(live, pulse) : scorerFittedAnew(live, pulse))
  const kinds = Object.keys(PLANTERS) as AttackKind[]
  const planted: PlantedKind[] = []
  for (const [index, kind] of kinds.entries()) {
    const part = portionOf(pulse, index / kinds.length, (index + 1) / kinds.length)
    planted.push(await tryKind(kind, ground, (seed ^ KIND_SEEDS[kind]) >>> 0, live.sources, score, noHosts, part))
  }
  job.end(`${count(planted.reduce((sum, { trials }) => sum + trials.length, 0))} attacks planted`)
  return success({
    seed,
    topCount: TOP,
    method,
    rowCount: scores.length,
    sampledRowCount: described.rows.length,
    kinds: planted,
  })
}

const tooLongWithoutHosts = (rowCount: number): Outcome<never> =>
  refusal(
    'bad-setting',
    `Test attacks can’t be planted in ${count(rowCount)} flows without addresses: what ports did lately would have to be worked out anew for all of them.`,
    { advice: `A part of the file with at most ${count(FITTED_ANEW_UP_TO)} flows can be tried.` },
  )

async function tryKind(
  kind: AttackKind,
  ground: Ground,
  seed: number,
  sources: TextCells | null,
  score: PlantedScorer,
  hasContext: boolean,
  pulse: Pulse,
): Promise<PlantedKind> {
  const planting = PLANTERS[kind](ground, seed)
  await pulse.breathe()
  if (typeof planting === 'string') return notPlanted(kind, planting)
  const { strengths, ends } = planting
  const trials: Trial[] = []
  for (const [index, strength] of strengths.entries()) {
    const attack = planting.at(strength)
    const part = portionOf(pulse, index / strengths.length, (index + 1) / strengths.length)
    const { ofFile, ofPlanted } = await score(attack, ends, part)
    const standing = standingOf(ofFile, sources, ends.source, ofPlanted)
    trials.push({ strength, flowCount: attack.flows.length, ...standing })
    pulse.report((index + 1) / strengths.length)
  }
  const { source, destination, rates } = ground.traffic
  const alone = kind !== 'exfiltration' && source === null && destination === null && rates.size === 0 && !hasContext
  return plantedKind(kind, planting, alone, trials)
}
