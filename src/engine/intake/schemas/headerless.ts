/**
 * Headerless: exports that come without a header and are known by what their rows look like.
 */

import { recogniseKdd } from '../kdd'
import { recogniseAws } from './aws'
import { recognisePaloAlto } from './palo-alto'
import { recogniseUnsw } from './unsw'

/** What is filled in for a file that names no columns. */
export interface Headerless {
  readonly schema: string
  /** The format, where the delimiter alone doesn't say it. */
  readonly format?: string
  /** One per cell of a row. */
  readonly names: readonly string[]
}

type Recogniser = (rows: readonly (readonly string[])[]) => Headerless | null

const kdd: Recogniser = (rows) => {
  const known = recogniseKdd(rows)
  return known === null ? null : { ...known, format: 'KDD connection features' }
}

const RECOGNISERS: readonly Recogniser[] = [kdd, recogniseUnsw, recogniseAws, recognisePaloAlto]

/** @param rows the first rows of a file, all of one width */
export function headerlessSchema(rows: readonly (readonly string[])[]): Headerless | null {
  if (rows.length === 0) return null
  for (const recognise of RECOGNISERS) {
    const known = recognise(rows)
    if (known !== null) return known
  }
  return null
}
