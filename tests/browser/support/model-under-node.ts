/**
 * Model under Node: the model that the engine makes of a file with the page's settings, as JSON on standard output.
 *
 *   node scripts/run.mjs tests/browser/support/model-under-node.ts FILE
 */

import { withFile } from '../../../scripts/file-source'
import { Engine } from '../../../src/engine/pipeline/engine'

/** As the page's defaults (session/session.svelte.ts). */
const SETTINGS = { seed: 42, smallestClusterCount: 1, largestClusterCount: 12, restartCount: 4, maxIterations: 100 }

const engine = new Engine({ nowMs: () => performance.now(), letOthersRun: () => Promise.resolve() })
await withFile(process.argv[2]!, async (source) => {
  const opened = await engine.open(source, {}, [], false, () => undefined)
  if (!opened.ok) throw new Error(opened.failure.sentence)
})
const ran = await engine.run(SETTINGS, () => undefined)
if (!ran.ok) throw new Error(ran.failure.sentence)
process.stdout.write(JSON.stringify(engine.model(ran.value.threshold)))
