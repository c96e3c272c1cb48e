/**
 * Failure: the closed list of ways the engine says no.
 *
 * Bad input is a value, an exception is a bug: every function that meets the outside world returns an `Outcome`.
 * A sentence says what was found, what is needed and where, in words an analyst uses.
 */

export type FailureCode =
  | 'empty-file'
  | 'no-rows'
  | 'too-few-rows'
  | 'no-features'
  | 'not-a-table'
  | 'unsupported-format'
  | 'too-many-columns'
  | 'too-large'
  | 'cell-too-long'
  | 'unclosed-quote'
  | 'unreadable-file'
  | 'file-changed'
  | 'columns-do-not-match'
  | 'bad-setting'
  | 'bad-model'
  | 'newer-model'
  | 'storage-full'
  | 'storage-unavailable'
  | 'worker-died'
  | 'bug'
  | 'cancelled'

export interface Failure {
  readonly code: FailureCode
  /** One sentence for the head of the screen: "8 clusters need at least 8 rows; the file has 5." */
  readonly sentence: string
  readonly found?: string
  readonly needed?: string
  readonly where?: string
  /** What to do about it, one sentence. */
  readonly advice?: string
  /** Of a file too large: flows of a sample that would fit, about. */
  readonly sampleRows?: number
  /** The bytes that broke it, for the hex view; `oddLength` of them, from `offset`, are the odd ones. */
  readonly bytes?: { readonly offset: number; readonly head: readonly number[]; readonly oddLength: number }
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

export type Refused = Extract<Outcome<never>, { readonly ok: false }>

export const success = <T>(value: T): Outcome<T> => ({ ok: true, value })

export const refusal = <T = never>(
  code: FailureCode,
  sentence: string,
  details: Omit<Failure, 'code' | 'sentence'> = {},
): Outcome<T> => ({ ok: false, failure: { code, sentence, ...details } })

/** A broken promise inside the engine: wrong shapes, a value that was to be finite. Never for bad input. */
export class EngineError extends Error {
  constructor(
    readonly code: 'shape-mismatch' | 'not-finite' | 'out-of-range',
    message: string,
  ) {
    super(message)
    this.name = 'EngineError'
  }
}
