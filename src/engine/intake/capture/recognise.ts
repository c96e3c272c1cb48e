/**
 * Recognise: whether bytes begin a packet capture, and of which container.
 *
 * Source: IETF draft-ietf-opsawg-pcap-04 section 4 and -pcapng-02 section 4.1; 0xa1b2cd34 is A. Kuznetzov's libpcap.
 */

/** What a pcap's first four bytes say. */
export interface PcapMagic {
  readonly little: boolean
  /** Whether the fraction of a second counts nanoseconds; microseconds otherwise. */
  readonly nanoseconds: boolean
  /** Of the header before every packet. */
  readonly recordHeaderBytes: 16 | 24
}

const MAGICS: readonly (readonly [number, Omit<PcapMagic, 'little'>])[] = [
  [0xa1b2c3d4, { nanoseconds: false, recordHeaderBytes: 16 }],
  [0xa1b23c4d, { nanoseconds: true, recordHeaderBytes: 16 }],
  [0xa1b2cd34, { nanoseconds: false, recordHeaderBytes: 24 }],
]

export const SECTION_HEADER = 0x0a0d0d0a
const BYTE_ORDER_MAGIC = 0x1a2b3c4d

/** @param bytes the file's first 12 or more */
export function recogniseCapture(bytes: Uint8Array): 'pcap' | 'pcapng' | null {
  if (pcapMagic(bytes) !== null) return 'pcap'
  return wordAt(bytes, 0) === SECTION_HEADER && sectionIsLittle(bytes, 0) !== null ? 'pcapng' : null
}

export function pcapMagic(bytes: Uint8Array): PcapMagic | null {
  for (const little of [true, false]) {
    const known = MAGICS.find(([magic]) => magic === wordAt(bytes, 0, little))
    if (known !== undefined) return { little, ...known[1] }
  }
  return null
}

/** The byte order of the section whose header block begins at `at`; null if its mark is neither. */
export function sectionIsLittle(bytes: Uint8Array, at: number): boolean | null {
  if (wordAt(bytes, at + 8, true) === BYTE_ORDER_MAGIC) return true
  return wordAt(bytes, at + 8, false) === BYTE_ORDER_MAGIC ? false : null
}

/** 32 bits, or null beyond the end. */
function wordAt(bytes: Uint8Array, at: number, little = false): number | null {
  if (at + 4 > bytes.length) return null
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at, little)
}
