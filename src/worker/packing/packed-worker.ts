/**
 * Packed worker: workers whose script the build has packed. Made as any other, and at work as soon as the script is unpacked.
 */

import { packedIn } from './engine-script'
import { LateWorker } from './late-worker'
import Unpacker from './unpacker.worker?worker&inline'

/** Fails as a script does that can't be run, so that whoever made the worker hears of it in the usual way. */
const BROKEN = 'throw Error("The script could not be unpacked.")'

const address = new Promise<Blob>((found) => {
  const unpacker = new Unpacker()
  unpacker.onmessage = ({ data }: MessageEvent<Blob>) => found(data)
  unpacker.onerror = (event) => {
    event.preventDefault()
    found(new Blob([BROKEN], { type: 'text/javascript' }))
  }
  // The page has one such script, and this is in it.
  unpacker.postMessage(packedIn(document.querySelector<HTMLScriptElement>('script[type=module]')!.text))
})
  .catch(() => new Blob([BROKEN], { type: 'text/javascript' }))
  .then((script) => URL.createObjectURL(script))

/** What the build puts in place of `engine.worker?worker&inline`. */
export default class PackedWorker extends LateWorker {
  constructor(options: { name: string }) {
    super(address, options)
  }
}
