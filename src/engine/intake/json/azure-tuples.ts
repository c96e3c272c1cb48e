/**
 * Azure tuples: the flows in the records of Azure's NSG and VNet flow logs.
 *
 * A record is a minute of an interface; its flows are strings of comma-parted fields, listed by rule. Each becomes a row with its rule
 * and interface. Records are few and their flows many, so that a record is taken apart by the host's own JSON.parse.
 * Sources: learn.microsoft.com, "Flow logging for network security groups" (versions 1 and 2), "Virtual network flow logs".
 */

/** Of one flow, by the place of its column. */
export type TupleCells = readonly string[]

export interface TupleLayout {
  readonly name: string
  readonly columnNames: readonly string[]
  /** Fields that a tuple may have; those that a shorter one lacks are missing. */
  readonly fieldCounts: readonly number[]
}

const ENDS = ['time', 'src_ip', 'dest_ip', 'src_port', 'dest_port', 'proto', 'direction']
const COUNTS = ['packets_sent', 'bytes_sent', 'packets_received', 'bytes_received']
const WHERE = ['rule', 'mac', 'resource']

/** Version 1 says neither how a flow went on nor what it carried. */
export const NSG_FIRST_LAYOUT: TupleLayout = {
  name: 'Azure NSG flow log',
  columnNames: [...ENDS, 'action', ...WHERE],
  fieldCounts: [8],
}

export const NSG_LAYOUT: TupleLayout = {
  name: 'Azure NSG flow log',
  columnNames: [...ENDS, 'action', 'flow_state', ...COUNTS, ...WHERE],
  fieldCounts: [13, 8],
}

export const VNET_LAYOUT: TupleLayout = {
  name: 'Azure VNet flow log',
  columnNames: [...ENDS, 'flow_state', 'encryption', ...COUNTS, ...WHERE],
  fieldCounts: [13],
}

/** @param head the file's first characters */
export function layoutOf(head: string): TupleLayout {
  if (head.includes('"flowRecords"')) return VNET_LAYOUT
  return /"Version"\s*:\s*1\b/.test(head) ? NSG_FIRST_LAYOUT : NSG_LAYOUT
}

/** A flow, with what stands around its tuple. */
export interface Tuple {
  readonly fields: readonly string[]
  readonly where: readonly string[]
}

/** All flows of a record, in its order; none if it has no such lists. */
export function tuplesOf(record: unknown): Tuple[] {
  const resource = textIn(record, 'targetResourceID') || textIn(record, 'resourceId')
  const mac = textIn(record, 'macAddress')
  const groups = membersOf(memberOf(memberOf(record, 'properties') ?? memberOf(record, 'flowRecords'), 'flows'))
  return groups.flatMap((group) => {
    const rule = textIn(group, 'rule')
    const lists = [...membersOf(memberOf(group, 'flows')), ...membersOf(memberOf(group, 'flowGroups'))]
    return lists.flatMap((list) => {
      const where = [textIn(list, 'rule') || rule, textIn(list, 'mac') || mac, resource]
      return membersOf(memberOf(list, 'flowTuples')).map((tuple) => ({ fields: String(tuple).split(','), where }))
    })
  })
}

/** @returns the row's cells, or why it is none */
export function cellsOf({ fields, where }: Tuple, { columnNames, fieldCounts }: TupleLayout): TupleCells | string {
  if (!fieldCounts.includes(fields.length)) {
    return `a flow tuple of ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}, not ${fieldCounts.join(' or ')}`
  }
  const lacking = columnNames.length - fields.length - where.length
  return [...fields, ...Array<string>(lacking).fill(''), ...where].map(onOneLine)
}

const onOneLine = (text: string): string => (/[\t\r\n\0]/.test(text) ? JSON.stringify(text).slice(1, -1) : text)

const memberOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined

const membersOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function textIn(value: unknown, key: string): string {
  const text = memberOf(value, key)
  return typeof text === 'string' ? text : ''
}
