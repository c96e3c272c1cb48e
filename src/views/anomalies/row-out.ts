/**
 * Row out: rows on their way to the clipboard or into a file.
 */

import { copyText, saveAs } from '../../session/files'
import { session } from '../../session/session.svelte'
import type { RowCells } from '../../worker/protocol'
import { letterOf } from '../../wording/letters'
import { ranking } from './ranking.svelte'
import { asTabbed } from './tabbed'

/** Copies rows with the names of their columns above, as a spreadsheet takes them. @returns whether the browser allowed it */
export async function copyRow(row: number): Promise<boolean> {
  return copyList(await session.engine.ask((api) => api.rows([row])))
}

const copyList = (rows: readonly RowCells[]): Promise<boolean> =>
  copyText(
    asTabbed([
      ['Line', 'Score', 'Group', 'Main reason', ...session.columnNames],
      ...rows.map((row) => [
        String(row.sourceLine),
        row.score.toFixed(2),
        letterOf(row.clusterIndex),
        row.mainReason,
        ...row.spelled,
      ]),
    ]),
  )

export type RowChoice = 'flagged' | 'all' | 'list'

const stem = (name: string): string => name.replace(/\.[^.]{1,5}$/, '')

export async function saveRows(choice: RowChoice): Promise<void> {
  const indices = choice === 'list' ? [...ranking.order] : null
  const blob = await session.engine.ask((api) =>
    api.exportRows(choice === 'flagged' ? 'flagged' : 'all', session.threshold, indices),
  )
  if (blob !== null)
    saveAs(blob, `${stem(session.file?.name ?? 'flows')}-${choice === 'list' ? 'selection' : choice}.csv`)
}

/** The packets of flows, cut out of the capture. @returns why it could not be done; null once it is saved */
export async function savePackets(choice: 'flagged' | 'list'): Promise<string | null> {
  const indices = choice === 'list' ? [...ranking.order] : null
  const made = await session.engine.attempt((api) => api.exportCapture(session.threshold, indices))
  if (!made.ok) return made.failure.sentence
  const { name = 'flows', format = '' } = session.file ?? {}
  const ending = format.includes('pcapng') ? 'pcapng' : 'pcap'
  saveAs(made.value, `${stem(name)}-${choice === 'list' ? 'selection' : choice}.${ending}`)
  return null
}

export async function copyRows(choice: RowChoice): Promise<boolean> {
  const order =
    choice === 'list' ? ranking.order : await session.engine.ask((api) => api.rank(wholeRanking(choice === 'flagged')))
  return copyList(await session.engine.ask((api) => api.rows([...order])))
}

const wholeRanking = (flaggedOnly: boolean) => ({
  search: '',
  sortBy: 'score',
  descending: true,
  clusters: null,
  flaggedOnly,
  threshold: session.threshold,
})
