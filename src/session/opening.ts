/**
 * Opening: every way something gets into the page (dropped, chosen, pasted, made up, kept from before) becomes one call
 * of the session, or a sentence that says why not.
 */

import type { Failure, Outcome, RunResult } from '../worker/protocol'
import { library } from './library.svelte'
import { route, type Screen } from './route.svelte'
import { session } from './session.svelte'

const SAMPLE_SEED = 42

/** Models are a few hundred kB; what is larger is no model, and is never parsed on the page. */
const LARGEST_MODEL_BYTES = 64 * 1024 * 1024

/** What a drop holds, told apart while the browser still lets one look (only inside the event). */
export interface Dropped {
  readonly files: readonly File[]
  readonly folders: readonly string[]
  readonly text: string
}

export function whatWasDropped(transfer: DataTransfer): Dropped {
  const items = [...transfer.items].filter((item) => item.kind === 'file')
  const entries = items.map((item) => item.webkitGetAsEntry())
  const folders = entries.filter((entry) => entry?.isDirectory).map((entry) => entry!.name)
  const files = items
    .filter((_, index) => entries[index]?.isDirectory !== true)
    .map((item) => item.getAsFile())
    .filter((file) => file !== null)
  return { files, folders, text: transfer.getData('text/plain') }
}

export async function openDropped({ files, folders, text }: Dropped): Promise<void> {
  const refusal = refusalOf(files, folders)
  if (refusal !== null) return session.decline(refusal.failure, refusal.name)
  if (files.length > 0) return openFiles(files)
  if (text !== '') return openPasted(text, 'dropped rows')
}

function refusalOf(
  files: readonly File[],
  folders: readonly string[],
): { failure: Failure; name: string | null } | null {
  if (folders[0] !== undefined) return { name: folders[0], failure: folderRefused(folders[0], files.length) }
  const model = files.find(isModel)
  if (model === undefined || files.length === 1) return null
  return {
    name: null,
    failure: {
      code: 'unsupported-format',
      sentence: `${model.name} is a model and was dropped with other files. Drop it alone.`,
      found: `${files.length} files, one of them a model`,
      needed: 'one model; or files of flows, one or several of one kind',
      advice: 'Open the model first, then score the files on Predict.',
    },
  }
}

const folderRefused = (name: string, fileCount: number): Failure => ({
  code: 'unreadable-file',
  sentence: `${name} is a folder, not a file.`,
  found: fileCount === 0 ? 'a folder' : 'a folder among files',
  needed: 'files of flows, one or several of one kind',
  advice: 'Open the folder and drop its files here: several of one kind are read as one table.',
})

const isModel = (file: File): boolean => /\.flotsam\.json$/i.test(file.name)

/** One file, or several that are to be read as one table. */
async function openFiles(files: readonly File[]): Promise<void> {
  const [first] = files
  if (first !== undefined && files.length === 1 && isModel(first)) return openModelFile(first)
  await session.open({ kind: 'files', files })
}

export async function openPasted(text: string, name = 'pasted rows'): Promise<void> {
  await session.open({ kind: 'text', name, text })
}

export async function openSample(): Promise<void> {
  await session.open({ kind: 'sample', seed: SAMPLE_SEED })
}

/** Opens an exported model, keeps it among the others, and shows what it found. */
async function openModelFile(file: File): Promise<void> {
  const opened = await importModel(file)
  if (!opened.ok) return session.decline(opened.failure, file.name)
  route.go('clusters')
}

/**
 * Opens an exported model and keeps it among the others; what was open stays if the file is no model. What is kept is the
 * engine's checked copy, not what the file held besides.
 */
export async function importModel(file: File): Promise<Outcome<RunResult>> {
  const read = await documentIn(file)
  const opened = read.ok ? await session.openModel(read.value, null) : read
  // A model that is here already may have its map and ranking kept beside it; those stay.
  if (opened.ok && !library.entries.some((entry) => entry.id === opened.value.runId)) {
    const document = await session.engine.ask((api) => api.model(opened.value.threshold))
    await library.keep(document, null, session.effect?.flaggedCount ?? 0)
  }
  return opened
}

async function documentIn(file: File): Promise<Outcome<unknown>> {
  const no = (found: string): Outcome<unknown> => ({
    ok: false,
    failure: {
      code: 'bad-model',
      sentence: `${file.name} is not a model that can be opened.`,
      found,
      needed: 'a .flotsam.json file as exported on Models',
    },
  })
  if (file.size > LARGEST_MODEL_BYTES) return no(`${Math.round(file.size / 1e6)} MB, more than any model has`)
  try {
    return { ok: true, value: JSON.parse(await file.text()) as unknown }
  } catch (error) {
    return no(
      error instanceof SyntaxError
        ? 'text that is no JSON, or JSON that was cut off'
        : 'a file the browser could not read',
    )
  }
}

/**
 * Opens a model kept in this browser, with its map and ranking if they were kept too.
 * @param then the screen to go to; null leaves the analyst where they are
 */
export async function openKept(id: string, then: Screen | null = 'clusters'): Promise<void> {
  const kept = await library.read(id)
  const opened = kept.ok
    ? kept.value === null
      ? gone()
      : await session.openModel(kept.value.document, kept.value.marks)
    : kept
  if (!opened.ok) return session.decline(opened.failure, null)
  if (then !== null) route.go(then)
}

const gone = (): Outcome<never> => ({
  ok: false,
  failure: {
    code: 'bad-model',
    sentence: 'This model is no longer on this computer; it may have been deleted in another tab.',
    advice: 'Open the file again to make it anew.',
  },
})

/** Where the analyst was when the page was left: the model, its ranking, and what had been reviewed. */
export async function goOn(screen: Screen | null = 'anomalies'): Promise<void> {
  const last = library.last
  if (last === null) return
  await openKept(last.modelId, screen)
}

/**
 * The page begins: on a screen that shows findings (it was reloaded there) with what can be had from storage. Whoever has
 * gone to another screen meanwhile stays there.
 */
export async function resume(): Promise<void> {
  await library.refresh()
  const { screen } = route
  const showsFindings = screen !== 'open' && screen !== 'models'
  const kept = library.entries.some(({ id }) => id === library.last?.modelId)
  if (showsFindings && kept && session.result === null && session.busy === null) await goOn(null)
}
