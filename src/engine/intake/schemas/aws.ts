/**
 * AWS: VPC flow logs, parted by spaces. The default format, version 2, has fourteen fields; delivered to CloudWatch it has no header,
 * delivered to S3 it has one, and a custom format names its own fields there.
 *
 * Source: docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html ("Default format", "Available fields").
 */

import { cellKind } from '../header'
import { normalisedName } from '../names'
import type { SkipRule } from '../skip-rules'
import type { Headerless } from './headerless'

export const AWS = 'AWS VPC flow log'

/** Version 2, in the documented order. */
// prettier-ignore
export const AWS_FIELDS: readonly string[] = [
  'version', 'account-id', 'interface-id', 'srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol', 'packets', 'bytes',
  'start', 'end', 'action', 'log-status',
]

const INTERFACE = /^eni-[0-9a-f]+$/
const STATUS = /^(OK|NODATA|SKIPDATA)$/

export const recogniseAws = (rows: readonly (readonly string[])[]): Headerless | null =>
  rows[0]!.length === AWS_FIELDS.length && rows.every(isRecord) ? { schema: AWS, names: AWS_FIELDS } : null

const isRecord = (cells: readonly string[]): boolean =>
  INTERFACE.test(cells[2]!) && STATUS.test(cells[13]!.trim()) && [3, 4].every((column) => isAddress(cells[column]!))

const isAddress = (cell: string): boolean => cell === '-' || cellKind(cell) === 'address'

/** A capture window without traffic, or without room to log it, is no flow: all its other fields are dashes. */
export function awsSkipRules(names: readonly string[]): readonly SkipRule[] {
  const column = names.findIndex((name) => normalisedName(name) === 'logstatus')
  if (column < 0) return []
  return [
    { kind: 'cell', rule: 'capture windows without traffic (NODATA)', column, texts: ['NODATA'] },
    { kind: 'cell', rule: 'capture windows that were not logged (SKIPDATA)', column, texts: ['SKIPDATA'] },
  ]
}
