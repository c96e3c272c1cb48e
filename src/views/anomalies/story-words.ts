/**
 * Story words: the small facts under and beside a story's title.
 */

import type { RunResult, Story } from '../../worker/protocol'
import { span } from '../../wording/moments'
import { count } from '../../wording/numbers'
import { plural } from '../../wording/sentences'

export const flowsOf = (story: Story): string => `${count(story.flowCount)} ${plural(story.flowCount, 'flow')}`

/** " of 454": how many there are of the pattern it is part of; '' if it is of none. */
export const ofWhole = ({ partOf }: Story): string => (partOf === null ? '' : ` of ${count(partOf.flows.flowCount)}`)

/** "2026-03-03 12:04:30 to 12:05:52"; '' where the file has no times. */
export const whenOf = ({ first, last }: Story): string => (first === null || last === null ? '' : span(first, last))

/** "12:04:30 to 12:05:52" over its day; over two days, the one over the other. */
export function whenLines({ first, last }: Story): readonly [string, string] {
  if (first === null || last === null) return ['', '']
  const [dayA = '', clockA] = first.split(' ')
  const [dayB, clockB] = last.split(' ')
  if (clockA === undefined || !dayA.includes('-')) return [first, first === last ? '' : `to ${last}`]
  if (dayA === dayB) return [clockA === clockB ? clockA : `${clockA} to ${clockB}`, dayA]
  return [first, `to ${last}`]
}

/** "21 of 21", or what the one flow is; '' without ground truth. */
export function truthOf({ attackCount, flowCount }: Story): string {
  if (attackCount === null) return ''
  if (flowCount === 1) return attackCount === 1 ? 'attack' : 'no attack'
  return `${count(attackCount)} of ${count(flowCount)}`
}

/** Whether any story of the file can have a time, and whether the ground truth is known. */
export const hasTimes = (stories: readonly Story[]): boolean => stories.some(({ first }) => first !== null)
export const hasTruth = (result: RunResult): boolean => result.truthCheck !== null
