/**
 * Run operations: what a shard keeps of the run on screen while another goes on, so that one that is stopped or fails leaves what was
 * there before.
 *
 * Only what single rows and other numbers of groups are asked of outlives a run: assignments, and the score's columns. Features, four
 * bytes each, are let go of when it ends.
 */

import type { ShardState } from './shard-state'

export const runOps = {
  /** Puts aside what the run before left. */
  async beginRun(state: ShardState, _: null): Promise<void> {
    state.before ??= { kept: state.kept, scoring: state.scoring }
    state.encoded = null
    state.kept = new Map()
    state.scoring = null
  },

  /** The run is the one on screen from now on. */
  async keepRun(state: ShardState, _: null): Promise<void> {
    state.before = null
    state.encoded = null
  },

  /** As if it had never begun. */
  async forgetRun(state: ShardState, _: null): Promise<void> {
    if (state.before !== null) Object.assign(state, state.before)
    state.before = null
    state.encoded = null
  },
}
