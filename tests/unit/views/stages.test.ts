import { describe, expect, it } from 'vitest'
import { overallShare, STAGES, stateOf } from '../../../src/views/progress/stages'
import type { Busy } from '../../../src/session/session.svelte'
import type { Progress, StageName } from '../../../src/worker/protocol'

const progress = (stage: StageName, share: number): Progress => ({
  stage,
  share,
  rowsDone: 0,
  rowsPerSecond: null,
  elapsedMs: 0,
  fact: null,
  elbow: [],
  preview: null,
  sketch: null,
})

const busy = (kind: Busy['kind'], ...stages: readonly Progress[]): Busy => ({
  kind,
  fileName: 'a.csv',
  sampled: false,
  stages,
  preview: null,
  sketch: null,
  startedAtMs: 0,
})

describe('how far a job is', () => {
  it('begins at nothing and ends at everything', () => {
    expect(overallShare(busy('reading'))).toBe(0)
    expect(overallShare(busy('reading', progress('read', 0)))).toBe(0)
    expect(overallShare(busy('running', ...STAGES.map(({ name }) => progress(name, 1))))).toBeCloseTo(1, 12)
  })

  it('never goes back from one stage to the next', () => {
    let before = 0
    for (const [index, { name }] of STAGES.entries()) {
      for (const share of [0, 0.5, 1]) {
        const done = STAGES.slice(0, index).map((stage) => progress(stage.name, 1))
        const now = overallShare(busy('running', ...done, progress(name, share)))
        expect(now).toBeGreaterThanOrEqual(before - 1e-12)
        before = now
      }
    }
  })

  it('counts a run of a file read earlier from its first own stage', () => {
    expect(overallShare(busy('running', progress('features', 0)))).toBe(0)
    expect(overallShare(busy('running', progress('features', 1)))).toBeLessThan(0.2)
  })
})

it('a stage is done when a later one runs, and to come until it is heard of', () => {
  const now = busy('running', progress('features', 1), progress('elbow', 0.5))
  const states = STAGES.map((stage) => stateOf(stage, now))
  expect(states).toEqual(['done', 'done', 'done', 'now', 'to come', 'to come', 'to come'])
})
