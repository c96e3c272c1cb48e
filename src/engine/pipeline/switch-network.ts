/**
 * Switch network: network columns on or off for an open file; nothing is read again.
 */

import { refusal, success, type Outcome } from '../failure'
import type { Pulse } from '../numeric/pulse'
import type { ColumnOverride } from '../table/column'
import { bytes, count } from '../../wording/numbers'
import { bytesKeptPerRow } from './memory'
import { networkOffer, possibleNames, withNetworkColumns, type MadeRows } from './network-columns'
import { networkColumnsOf } from './network-rows'
import { fileProfiles, withOverrides, type OpenFile } from './open-file'

/** @param budgetBytes that the rows may take; null if nobody knows @throws Cancelled, and then the file is as it was */
export async function switchNetwork(
  open: OpenFile,
  isOn: boolean,
  budgetBytes: number | null,
  pulse: Pulse,
): Promise<Outcome<OpenFile>> {
  if (!isOn) return success(withOverrides({ ...open, network: { ...open.network, isOn } }, open.overrides))
  const refused = refuseToMake(open, budgetBytes)
  if (refused !== null) return refused
  const made = await madeOf(open, pulse)
  if (made === null) return noMoment(open)
  return success(withOverrides({ ...open, network: { ...open.network, isOn, made } }, open.overrides))
}

/**
 * Decides the columns anew. Where that changes what network columns are made of, these are made again; where nothing is left to
 * make them of, they go.
 */
export async function overruleOpen(
  open: OpenFile,
  overrides: readonly ColumnOverride[],
  pulse: Pulse,
): Promise<Outcome<OpenFile>> {
  const decided = withOverrides(open, overrides)
  if (!decided.network.isOn) return success(decided)
  const made = await madeOf(decided, pulse)
  if (made === decided.network.made) return success(decided)
  const network = { ...decided.network, isOn: made !== null, made }
  return success(withOverrides({ ...decided, network }, overrides))
}

function madeOf(open: OpenFile, pulse: Pulse): Promise<MadeRows | null> {
  const { fileRows, made } = open.network
  const profiles = fileProfiles(open)
  return withNetworkColumns(fileRows, networkColumnsOf(profiles), possibleNames(profiles), made, pulse)
}

function refuseToMake(open: OpenFile, budgetBytes: number | null): Outcome<never> | null {
  const { columns } = networkOffer(fileProfiles(open), true)
  const possible = columns.filter(({ obstacle }) => obstacle === null)
  if (possible.length === 0) {
    return refusal('bad-setting', `${open.file.name} can have no network features.`, {
      found: columns[0]!.obstacle!,
      needed: 'a column of times and one of addresses',
      where: 'the Columns screen',
    })
  }
  const { rowCount, columnNames } = open.network.fileRows
  const neededBytes = rowCount * bytesKeptPerRow(columnNames.length + possible.length)
  if (budgetBytes === null || neededBytes <= budgetBytes) return null
  return refusal(
    'too-large',
    `With network features ${open.file.name} would take about ${bytes(neededBytes)} of memory; this page may use about ${bytes(budgetBytes)}.`,
    {
      found: `${count(rowCount)} flows of ${count(columnNames.length)} columns and ${count(possible.length)} made ones`,
      needed: `at most ${bytes(budgetBytes)}`,
      advice: 'Open a part of the file.',
    },
  )
}

const noMoment = ({ file }: OpenFile): Outcome<never> =>
  refusal('bad-setting', `No network features could be made of ${file.name}: its times can’t be read as moments.`, {
    needed: 'a column of times',
    where: 'the Columns screen',
  })
