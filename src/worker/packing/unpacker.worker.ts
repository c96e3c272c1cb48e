/** Unpacker: a worker that unpacks one script while the page comes up, and ends. */

import { unpackedScript, type PackedScript } from './engine-script'

self.onmessage = ({ data }: MessageEvent<PackedScript>) => {
  self.postMessage(new Blob([unpackedScript(data)], { type: 'text/javascript;charset=utf-8' }))
  self.close()
}
