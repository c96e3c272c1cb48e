/**
 * Warm-up: the whole job once on made-up flows, before a file is there.
 *
 * A browser compiles a loop well only once it has run for a while; a file of 150 MB is read in half the time by a worker that has done it all
 * before (TIMES). It gives way as soon as there is real work.
 */

import { seededRandom } from '../engine/numeric/random'
import { bytesSource } from '../engine/intake/source'
import { Engine } from '../engine/pipeline/engine'
import { letOthersRun } from './breathing'

const ROWS = 6000
const NUMBER_COLUMNS = 30
const SETTINGS = { seed: 1, smallestClusterCount: 1, largestClusterCount: 8, restartCount: 2, maxIterations: 20 }

export class WarmUp {
  private engine: Engine | null = null

  /** Resolves when it is done, or was stopped. */
  async run(): Promise<void> {
    const engine = new Engine({ nowMs: () => performance.now(), letOthersRun })
    this.engine = engine
    const source = bytesSource('made-up flows', new TextEncoder().encode(madeUpFlows()))
    const opened = await engine.open(source, {}, [], true, () => undefined)
    if (opened.ok && this.engine !== null) await engine.run(SETTINGS, () => undefined)
    this.engine = null
  }

  /** There is real work. */
  stop(): void {
    this.engine?.cancel()
    this.engine = null
  }
}

/** Columns of every kind that reading and scoring have loops for: words, few numbers, many numbers, shares, gaps. */
function madeUpFlows(): string {
  const random = seededRandom(1)
  const names = Array.from({ length: NUMBER_COLUMNS }, (_, column) => `n${column}`)
  const lines = [['proto', 'service', 'state', ...names].join(',')]
  for (let row = 0; row < ROWS; row++) {
    const kind = random.below(5)
    const numbers = names.map((_, column) => numberCell(column, kind, random.next()))
    lines.push([kind > 2 ? 'tcp' : 'udp', `service ${random.below(20)}`, `s${kind}`, ...numbers].join(','))
  }
  return `${lines.join('\n')}\n`
}

function numberCell(column: number, kind: number, drawn: number): string {
  if (column % 10 === 9 && drawn < 0.05) return ''
  if (column % 3 === 0) return drawn.toFixed(2)
  if (column % 7 === 1) return String(Math.round(drawn ** 4 * 1e6 * (kind + 1)))
  return String(Math.floor(drawn * (kind + 2) * 30))
}
