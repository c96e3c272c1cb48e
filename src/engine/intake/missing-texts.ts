/**
 * Missing texts: cells that mean "no value here" in traffic files: empty, Zeek's and nfdump's dashes, and the usual words.
 */

export const MISSING_TEXTS: ReadonlySet<string> = new Set([
  '',
  '-',
  '(empty)',
  'NA',
  'N/A',
  'n/a',
  'nan',
  'NaN',
  'NAN',
  'null',
  'NULL',
  'None',
  'none',
  '?',
])
