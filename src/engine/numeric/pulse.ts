/**
 * Pulse: how long work says how far it is, and learns that it is no longer wanted.
 *
 * The engine has no clock and no console: whoever runs it hands in a pulse.
 */

export interface Pulse {
  /** Says how far the stage is, a fraction 0 … 1. Cheap: call it once per block. */
  report(share: number, rowsDone?: number): void
  /** Lets others run if it is time to; call it once per block of rows. @throws Cancelled if the work is no longer wanted. */
  breathe(): Promise<void>
  /** Never resolves; rejects with `Cancelled` once the work is no longer wanted. For whoever waits for others. */
  readonly stopped?: Promise<never>
}

/** Thrown by `breathe` and caught at the worker's door only. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled')
    this.name = 'Cancelled'
  }
}

/** For tests and for Node: never waits, never cancels. */
export const silentPulse: Pulse = { report: () => undefined, breathe: () => Promise.resolve() }
