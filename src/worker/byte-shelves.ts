/**
 * Byte shelves: where converted bytes are kept while their file is open.
 *
 * Up to 64 MiB in memory: every worker that reads them gets a copy. What is larger goes to the origin-private file system, where all
 * read the same. Where there is none (file://, private windows, WebKit on a disk) it stays in memory, as long as it fits, and one worker
 * reads it for all: a File made of pieces in memory, read by two workers at a time, Firefox 153 now and then never answers.
 */

import { NoRoom, type ByteShelf, type ByteSink } from '../engine/intake/conversion'
import { partOfSource } from '../engine/intake/joined-source'
import type { ByteSource } from '../engine/intake/source'
import { bytes as bytesInWords } from '../wording/numbers'
import { fileSource, ofParts } from './file-source'
import { SessionFolder, type KeptFile } from './session-folder'

const IN_MEMORY_BYTES = 67_108_864
/** Of what rows may take: they have to fit beside it, and are about twice as large. */
const SHARE_OF_BUDGET = 3

export class ByteShelves {
  private readonly folder = new SessionFolder()

  /**
   * @param budgetBytes of memory that the rows of a file may take
   * @param readByOne told of sources that this worker has to read for all
   */
  constructor(
    private readonly budgetBytes: number,
    private readonly readByOne: (source: ByteSource) => void,
  ) {}

  newShelf(): ByteShelf {
    const files = new Set<KeptFile>()
    return {
      open: (name) => new ShelfSink(name, this.folder, files, this.budgetBytes / SHARE_OF_BUDGET, this.readByOne),
      clear: async () => {
        await Promise.all([...files].map((file) => file.remove()))
        files.clear()
      },
    }
  }
}

class ShelfSink implements ByteSink {
  private chunks: Uint8Array<ArrayBuffer>[] = []
  private sizeBytes = 0
  private file: KeptFile | null = null
  private isAsked = false

  constructor(
    private readonly name: string,
    private readonly folder: SessionFolder,
    private readonly files: Set<KeptFile>,
    private readonly mostInMemory: number,
    private readonly readByOne: (source: ByteSource) => void,
  ) {}

  async write(bytes: Uint8Array): Promise<void> {
    const chunk = new Uint8Array(bytes)
    this.sizeBytes += chunk.length
    if (this.file === null && this.sizeBytes > IN_MEMORY_BYTES && !this.isAsked) await this.moveToDisk()
    if (this.file !== null) return this.file.write(chunk)
    if (this.sizeBytes > this.mostInMemory) throw tooLarge(this.name, this.sizeBytes, this.mostInMemory)
    this.chunks.push(chunk)
  }

  async finish(): Promise<ByteSource> {
    const { name, chunks, sizeBytes } = this
    if (this.file !== null) return partOfSource(name, fileSource(await this.file.finish(), null), 0, sizeBytes)
    if (sizeBytes > IN_MEMORY_BYTES) {
      const source = fileSource(new File(chunks, name), null)
      this.readByOne(source)
      return source
    }
    return ofParts({ name, bytes: new Uint8Array(await new Blob(chunks).arrayBuffer()) })
  }

  async drop(): Promise<void> {
    this.chunks = []
    if (this.file === null) return
    this.files.delete(this.file)
    await this.file.remove()
  }

  private async moveToDisk(): Promise<void> {
    this.isAsked = true
    this.file = await this.folder.newFile(this.name)
    if (this.file === null) return
    this.files.add(this.file)
    for (const chunk of this.chunks.splice(0)) this.file.write(chunk)
  }
}

const tooLarge = (name: string, sizeBytes: number, mostBytes: number): NoRoom =>
  new NoRoom({
    code: 'too-large',
    sentence: `${name} unpacks to more than ${bytesInWords(mostBytes)}, the most that this page can keep without a disk.`,
    found: `${bytesInWords(sizeBytes)} so far; this browser lends the page no storage here`,
    needed: `at most ${bytesInWords(mostBytes)} once unpacked, beside the rows made of it`,
    where: name,
    advice: 'Unpack it and drop what is inside, which is read from your disk in pieces; or open the hosted page.',
  })
