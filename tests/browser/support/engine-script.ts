/**
 * Engine script: what the built page unpacks and runs in its workers.
 */

import { packedIn, unpackedScript } from '../../../src/worker/packing/engine-script'

/** @throws if the page has no script */
export function engineScript(page: string): string {
  const [, script] = /<script[^>]*>([^]*)<\/script>/.exec(page) ?? []
  if (script === undefined) throw new Error('the page has no script')
  return new TextDecoder().decode(unpackedScript(packedIn(script)))
}
