/**
 * Twin: the table behind a chart. Every chart can be read, copied and listened to as one.
 */

export interface TwinTable {
  /** What the numbers are, with their unit: "Spread left inside the groups, by number of groups". */
  readonly caption: string
  readonly heads: readonly { readonly words: string; readonly isNumber: boolean }[]
  /** One text per head. */
  readonly rows: readonly (readonly string[])[]
}

export const words = (text: string) => ({ words: text, isNumber: false }) as const
export const numbers = (text: string) => ({ words: text, isNumber: true }) as const
