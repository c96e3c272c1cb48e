/**
 * Decision: the type and role of one column, with its reason in words.
 */

import type { ColumnRole, ColumnType, Meaning } from './column'

export interface Decision {
  readonly type: ColumnType
  readonly role: ColumnRole
  readonly reason: string
  readonly badge: string | null
  readonly transform: 'none' | 'log1p'
  readonly meaning: Meaning | null
}

/** Levels of a category that keep an axis of their own, as in the reference recipe; the rest fold into one. */
export const KEPT_LEVELS = 30

export const leftOut = (type: ColumnType, reason: string, meaning: Meaning | null): Decision => ({
  type,
  role: 'ignored',
  reason,
  badge: 'left out',
  transform: 'none',
  meaning,
})

export const notCompared = (
  type: ColumnType,
  role: 'identity' | 'time',
  reason: string,
  meaning: Meaning | null,
): Decision => ({ type, role, reason, badge: null, transform: 'none', meaning })

/** How many rare levels share one. */
export const foldedLevels = (levelCount: number): number => Math.max(0, levelCount - KEPT_LEVELS)
