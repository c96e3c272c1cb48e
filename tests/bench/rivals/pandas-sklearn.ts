/**
 * pandas + scikit-learn: runs the rival under the Python of this machine, FLOTSAM_PYTHON or `python3`, if it has both.
 *
 * OPENBLAS_* is taken out of its surroundings: a core type set there for another program can make numpy several times slower.
 */

import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import type { RivalFigures, Skipped } from '../figures'
import { namedStages } from '../stages'

const SCRIPT = resolve('tests/bench/rivals/pandas_sklearn.py')
const python = process.env.FLOTSAM_PYTHON ?? 'python3'
const run = promisify(execFile)

interface Printed {
  readonly what: string
  readonly stageMs: Readonly<Record<string, number>>
  readonly peakResidentBytes: number
  readonly iterationMs: { readonly float32: number | null; readonly ownFeatures: number | null }
}

function surroundings(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('OPENBLAS_'))
  return Object.fromEntries(kept)
}

async function whyNot(): Promise<string | null> {
  try {
    await run(python, ['-c', 'import pandas, sklearn'], { env: surroundings() })
    return null
  } catch (error) {
    const { code, stderr } = error as { code?: string | number; stderr?: string }
    if (code === 'ENOENT') return `There is no ${python}; FLOTSAM_PYTHON can name one.`
    const missing = /No module named '(\w+)/.exec(stderr ?? '')?.[1]
    return missing ? `${python} has no ${missing}; FLOTSAM_PYTHON can name one that has.` : `${python} can't be run.`
  }
}

export async function pandasSklearn(path: string): Promise<RivalFigures | Skipped> {
  const reason = await whyNot()
  if (reason !== null) return { skipped: reason }
  try {
    const { stdout } = await run(python, [SCRIPT, path], { env: surroundings(), maxBuffer: 1 << 24 })
    const { what, stageMs, peakResidentBytes, iterationMs } = JSON.parse(stdout) as Printed
    return { what, stageMs: namedStages(stageMs), peakResidentBytes, iterationMs, extrapolatedFromRows: null }
  } catch (error) {
    const { signal, stderr } = error as { signal?: string; stderr?: string }
    return { skipped: `It ended with ${signal ?? 'an error'}. ${stderr?.trim().split('\n').at(-1) ?? ''}`.trim() }
  }
}
