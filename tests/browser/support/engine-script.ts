/**
 * Engine script: what the built page unpacks and runs in its workers.
 */

import { unpacked } from '../../../src/worker/packing/unpacked'

/** As `scripts/build/packed-workers.ts` writes it: the packed script, and how many bytes it has. */
const PACKED = /["'`]([A-Za-z0-9+/]{100000,}=*)["'`],\s*(\d+|\d+e\d+)\b/

/** @throws if the page holds none */
export function engineScript(page: string): string {
  const [, base64, byteCount] = PACKED.exec(page) ?? []
  if (base64 === undefined) throw new Error('the page holds no packed script')
  return new TextDecoder().decode(unpacked(Buffer.from(base64, 'base64'), Number(byteCount)))
}
