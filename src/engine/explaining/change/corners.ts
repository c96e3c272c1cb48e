/**
 * Corners: where a score can be low. A row costs least near some group of each view; for every pair of groups the values are known that
 * bring all columns as near to both as can be. They depend on the model alone.
 */

import { CLUSTER_COUNT, type ScoreModel } from '../../scoring/score-model'
import { columnsFor, type Editable, type Setting } from './editable-columns'

const known = new WeakMap<ScoreModel, readonly (readonly Setting[])[]>()

/** @returns per pair of groups a setting for every editable column */
export function cornersOf(model: ScoreModel): readonly (readonly Setting[])[] {
  const before = known.get(model)
  if (before !== undefined) return before
  const { editable, steps } = columnsFor(model)
  const prices = model.views.map(({ scale }, view) => 1 / (steps[view]! * scale))
  const groups = model.views.map(({ mass }, view) => mass.map((_, k) => ({ at: view * CLUSTER_COUNT + k, view })))
  const pairs = groups.reduce<readonly (readonly { at: number; view: number }[])[]>(
    (sofar, own) => sofar.flatMap((pair) => own.map((group) => [...pair, group])),
    [[]],
  )
  const made = pairs.map((pair) =>
    editable.map((column) =>
      nearestSetting(column, ({ costs }) => pair.reduce((sum, { at, view }) => sum + costs[at]! * prices[view]!, 0)),
    ),
  )
  known.set(model, made)
  return made
}

/** The first of equals; a column without values to try has a missing cell. */
function nearestSetting({ ladder, settingOf, number }: Editable, costOf: (setting: Setting) => number): Setting {
  let [nearest, least] = [ladder[0], Infinity]
  for (const setting of ladder) {
    const cost = costOf(setting)
    // One beyond all usual values is near to no flow, whatever its rank.
    if (setting.magnitude === 0 && cost < least) [nearest, least] = [setting, cost]
  }
  return nearest ?? settingOf(number === null ? '' : NaN)
}
