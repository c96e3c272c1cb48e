/**
 * Derived values: how the columns that `table/context.ts` derives are shown. They hold shares and, of one kind, a
 * logarithm that nobody wants to read.
 */

import { exp } from '../numeric/portable-math'
import type { ColumnProfile, Unit } from '../table/column'

const LOG_SUFFIX = ': log of flows in 10 seconds'

/** A count where the column holds its logarithm, else the value as it is. */
export const shownNumber = (value: number, column: string): number =>
  column.endsWith(LOG_SUFFIX) ? Math.round(exp(value)) : value

/** @param profile undefined for a derived column */
export const unitOf = (column: string, profile: ColumnProfile | undefined): Unit =>
  profile ? profile.unit : / per flow in | share of /.test(column) ? 'share' : null
