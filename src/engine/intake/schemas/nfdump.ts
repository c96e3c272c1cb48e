/**
 * Nfdump: the block of totals that ends its CSV output.
 *
 * Source: nfdump 1.6.23, nfdump.1 (-o csv), and the summary that it prints: the word, the names of six totals, the totals.
 */

import type { SkipRule } from '../skip-rules'

export const NFDUMP = 'nfdump'

const AMOUNT = '\\d+(?:\\.\\d+)?'

export const NFDUMP_SKIP: readonly SkipRule[] = [
  {
    kind: 'line',
    rule: 'lines of nfdump’s summary',
    patterns: [
      'Summary',
      'flows,bytes,packets,avg_bps,avg_pps,avg_bpp',
      `${AMOUNT}(?:,${AMOUNT}){5}`,
      'No matched flows',
    ],
  },
]
