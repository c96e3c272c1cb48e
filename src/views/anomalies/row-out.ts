/**
 * Row out: rows on their way to the clipboard or into a file.
 */

import { copyText, saveAs } from '../../session/files'
import { session } from '../../session/session.svelte'
import { ranking } from './ranking.svelte'

/** Copies one row with the names of its columns above, as a spreadsheet takes it. @returns whether the browser allowed it */
export async function copyRow(row: number): Promise<boolean> {
  const csv = await session.engine.ask((api) => api.exportRows('all', session.threshold, [row]))
  return copyText(await csv.text())
}

export type RowChoice = 'flagged' | 'all' | 'list'

const exported = (choice: RowChoice): Promise<Blob> => {
  const indices = choice === 'list' ? [...ranking.order] : null
  return session.engine.ask((api) => api.exportRows(choice === 'flagged' ? 'flagged' : 'all', session.threshold, indices))
}

const stem = (name: string): string => name.replace(/\.[^.]{1,5}$/, '')

export async function saveRows(choice: RowChoice): Promise<void> {
  const name = `${stem(session.file?.name ?? 'flows')}-${choice === 'list' ? 'selection' : choice}.csv`
  saveAs(await exported(choice), name)
}

export async function copyRows(choice: RowChoice): Promise<boolean> {
  return copyText(await (await exported(choice)).text())
}
