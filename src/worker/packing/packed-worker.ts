/**
 * Packed worker: workers whose script the build has packed. Made as any other, and at work as soon as the script is unpacked.
 */

import { LateWorker } from './late-worker'
import Unpacker from './unpacker.worker?worker&inline'

/** Fails as a script does that can't be run, so that whoever made the worker hears of it in the usual way. */
const BROKEN = 'throw Error("The script could not be unpacked.")'

/** What the build puts in place of `….worker?worker&inline`. */
export function packedWorker(packed: string, byteCount: number): new (options: { name: string }) => LateWorker {
  const address = new Promise<Blob>((found) => {
    const unpacker = new Unpacker()
    unpacker.onmessage = ({ data }: MessageEvent<Blob>) => found(data)
    unpacker.onerror = (event) => {
      event.preventDefault()
      found(new Blob([BROKEN], { type: 'text/javascript' }))
    }
    unpacker.postMessage({ packed, byteCount })
  }).then((script) => URL.createObjectURL(script))
  return class extends LateWorker {
    constructor(options: { name: string }) {
      super(address, options)
    }
  }
}
