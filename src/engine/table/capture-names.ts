/**
 * Capture names: the columns that a capture's flows have beyond Zeek's conn.log (intake/flows/flow-rows.ts), normalised as in
 * `meaning-names.ts`: their units, and which of them are details.
 *
 * Compared are the columns of conn.log and each side's mean payload and mean pause. The others say much the same again, and with all of them the
 * packets' timing decides what is strange. Measured in docs/score-experiments.md (captures).
 */

const ofBothSides = (names: string): string =>
  names
    .trim()
    .split(/\s+/)
    .flatMap((name) => [`orig${name}`, `resp${name}`])
    .join(' ')

export const CAPTURE_UNITS = {
  bytes: `${ofBothSides('payloadmeanbytes payloadmaxbytes payloadstdbytes')} bytespersecond`,
  microseconds: ofBothSides('iatmeanus iatstdus iatminus iatmaxus'),
  packets: ofBothSides('finpkts synpkts rstpkts pshpkts urgpkts'),
} as const

/** Not compared unless the analyst says so. */
export const DETAIL_NAMES = ofBothSides(`
  payloadmaxbytes payloadstdbytes iatstdus iatminus iatmaxus finpkts synpkts rstpkts pshpkts urgpkts`).concat(
  ' bytespersecond packetspersecond',
)
