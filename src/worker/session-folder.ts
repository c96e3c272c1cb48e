/**
 * Session folder: files of this worker's own in the origin-private file system, gone with it.
 *
 * Every session has a folder of a random name and holds a lock of that name as long as it lives. A folder whose lock is free was left
 * behind by a session that was killed, and is removed; those of other open tabs stay.
 * Source: WHATWG File System Standard; W3C Web Locks API.
 */

import { NoRoom } from '../engine/intake/conversion'
import { bytes as bytesInWords } from '../wording/numbers'

const FOLDERS = 'flotsam-unpacked'
const lockOf = (folder: string): string => `${FOLDERS}/${folder}`

/** What TypeScript's library has for workers alone. */
interface SyncAccess {
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number
  close(): void
}

type FileHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncAccess> }

export interface KeptFile {
  /** @throws NoRoom */
  write(bytes: Uint8Array<ArrayBuffer>): void
  /** Nothing is written afterwards. */
  finish(): Promise<File>
  remove(): Promise<void>
}

export class SessionFolder {
  private opened: Promise<FileSystemDirectoryHandle | null> | null = null
  private fileCount = 0

  constructor() {
    void removeLeftBehind()
  }

  /** @returns null where the browser lends no such storage */
  async newFile(name: string): Promise<KeptFile | null> {
    this.opened ??= openFolder()
    const folder = await this.opened
    if (folder === null) return null
    try {
      const fileName = String(++this.fileCount)
      const handle = (await folder.getFileHandle(fileName, { create: true })) as FileHandle
      return new FileInFolder(name, folder, fileName, handle, await handle.createSyncAccessHandle())
    } catch {
      return null
    }
  }
}

class FileInFolder implements KeptFile {
  private sizeBytes = 0
  private isClosed = false

  constructor(
    private readonly name: string,
    private readonly folder: FileSystemDirectoryHandle,
    private readonly fileName: string,
    private readonly handle: FileSystemFileHandle,
    private readonly access: SyncAccess,
  ) {}

  write(bytes: Uint8Array<ArrayBuffer>): void {
    try {
      const writtenBytes = this.access.write(bytes, { at: this.sizeBytes })
      this.sizeBytes += writtenBytes
      if (writtenBytes < bytes.length) throw full(this.name, this.sizeBytes)
    } catch (error) {
      throw error instanceof NoRoom ? error : full(this.name, this.sizeBytes)
    }
  }

  finish(): Promise<File> {
    this.close()
    return this.handle.getFile()
  }

  async remove(): Promise<void> {
    this.close()
    await this.folder.removeEntry(this.fileName).catch(() => undefined)
  }

  private close(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.access.close()
  }
}

async function openFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    const folders = await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDERS, { create: true })
    const name = [...crypto.getRandomValues(new Uint32Array(4))].map((value) => value.toString(36)).join('-')
    await holdLock(lockOf(name))
    return await folders.getDirectoryHandle(name, { create: true })
  } catch {
    return null
  }
}

/** Resolves once the lock is held; it is until the worker ends. */
const holdLock = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    navigator.locks
      .request(name, () => {
        resolve()
        return new Promise<never>(() => undefined)
      })
      .catch(reject)
  })

async function removeLeftBehind(): Promise<void> {
  try {
    const folders = await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDERS)
    for await (const name of folders.keys()) {
      await navigator.locks.request(lockOf(name), { ifAvailable: true }, async (lock) => {
        if (lock !== null) await folders.removeEntry(name, { recursive: true }).catch(() => undefined)
      })
    }
  } catch {
    // No such storage, or nothing was ever kept there.
  }
}

const full = (name: string, sizeBytes: number): NoRoom =>
  new NoRoom({
    code: 'storage-full',
    sentence: `There is no room on this computer’s disk for what is packed in ${name}.`,
    found: `${bytesInWords(sizeBytes)} were unpacked before the browser’s storage was full`,
    needed: 'room for all of it, as long as the file is open',
    where: name,
    advice: 'Make room on the disk; or unpack it yourself and drop what is inside, which is read where it lies.',
  })
