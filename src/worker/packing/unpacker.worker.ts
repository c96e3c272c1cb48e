/** Unpacker: a worker that unpacks one script while the page comes up, and ends. */

import { unpacked } from './unpacked'

export interface PackedScript {
  /** Base64. */
  readonly packed: string
  /** Of the script. */
  readonly byteCount: number
}

self.onmessage = ({ data: { packed, byteCount } }: MessageEvent<PackedScript>) => {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0))
  self.postMessage(new Blob([unpacked(bytes, byteCount)], { type: 'text/javascript;charset=utf-8' }))
  self.close()
}
