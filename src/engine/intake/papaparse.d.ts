/**
 * The part of PapaParse that the engine uses, typed here: its own types bring all of Node's with them.
 *
 * `Parser` is the synchronous heart of the library, exported but not in its manual.
 */

declare module 'papaparse/papaparse.js' {
  export interface PapaConfig {
    readonly delimiter?: string
    readonly newline?: '\n' | '\r' | '\r\n'
    readonly quoteChar?: string
    /** true: quotes are ordinary characters. Undefined: so wherever a text has none. */
    readonly fastMode?: boolean
    /** Stop after so many rows; 0 is all. */
    readonly preview?: number
  }

  export interface PapaError {
    readonly type: 'Quotes' | 'Delimiter' | 'FieldMismatch'
    readonly code: 'MissingQuotes' | 'InvalidQuotes' | 'UndetectableDelimiter' | 'TooFewFields' | 'TooManyFields'
    /** Index into `data`; may be one past its end. */
    readonly row: number
    /** Of a quote error: the first character behind the opening quote. */
    readonly index?: number
  }

  export interface PapaResult {
    readonly data: string[][]
    readonly errors: readonly PapaError[]
    /** `cursor` is the first character that no row of `data` holds. */
    readonly meta: { readonly cursor: number; readonly delimiter: string; readonly linebreak: string }
  }

  interface Papa {
    readonly Parser: new (config: PapaConfig) => {
      parse(input: string, baseIndex: number, ignoreLastRow: boolean): PapaResult
    }
    parse(input: string, config: PapaConfig): PapaResult
    /** For reporting/export-csv.ts. */
    unparse(
      rows: readonly (readonly string[])[],
      config: { readonly newline: string; readonly header: boolean },
    ): string
  }

  const papa: Papa
  export default papa
}
