/**
 * Rows: where the cells of whole rows end, found 64 bytes at a time.
 *
 * Bytes are compared with the delimiter, the line end and the quote, sixteen at once, and become masks of 64 bits. What lies inside
 * quotes is the running parity of the quotes before it. A quote where the simple grammar has none (inside an unquoted cell, or with
 * something between the closing one and the delimiter) sends its row through `careful`, byte by byte; what that can't judge either
 * (text behind a closing quote, a NUL, a row without ink that isn't plain white space) is left to the caller.
 * Source: G. Langdale and D. Lemire, "Parsing gigabytes of JSON per second", VLDB Journal 28, 2019, doi:10.1007/s00778-019-00578-5.
 */

/** Nothing more to take: the next row isn't whole, or begins beyond the limit. */
export const DONE: u32 = 0
/** The next row must be read by the caller. */
export const ODD: u32 = 1
/** As many rows as a batch may have. */
export const BATCH: u32 = 2

/** A longer one may hold a cell that is too long; as LONGEST_CELL of src/engine/intake/row-splitter.ts. */
const LONGEST_ROW: usize = 1 << 20
/** Ends that one block may add, and the one before the first row. */
const SLACK: usize = 66
const ROW_BYTES: usize = 8
const REFUSAL_BYTES: usize = 12

let delimiter: u32 = 0
let newline: u32 = 0
/** 256, which no byte is, for none. */
let quote: u32 = 0
let comment: u32 = 0
let columnCount: u32 = 0
let batchRows: u32 = 0
/** Addresses of the bytes that end cells, 4 bytes each, behind that of the byte before the first row. */
let ends: usize = 0
let lastEnds: usize = 0

/** Per clean row of the batch: where in `ends` the end before its first cell stands, and its line. */
export let clean: usize = 0
export let cleanCount: u32 = 0
/** Per refused row since `beginRows`: its address, its line and its number of cells. */
export let refused: usize = 0
export let refusedCount: u32 = 0
/** Where the next row begins, and how many line ends came before it. */
export let next: usize = 0
export let line: u32 = 0
/** Whether the batch has quoted cells, and whether any byte since `beginRows` was beyond ASCII. */
export let isQuoted: bool = false
export let isBeyondAscii: bool = false

let takenCount: u32 = 0
/** Where in `ends` the end before the next row stands. */
let endBefore: usize = 0

export function prepareRows(
  delimiterByte: u32,
  newlineByte: u32,
  quoteByte: u32,
  commentByte: u32,
  columns: u32,
  rowsOfBatch: u32,
  rowsOfCall: u32,
): void {
  delimiter = delimiterByte
  newline = newlineByte
  quote = quoteByte
  comment = commentByte
  columnCount = columns
  batchRows = rowsOfBatch
  const endCount = max<usize>(<usize>rowsOfBatch * columns, (<usize>columns) << 1) + SLACK * 2
  ends = heap.alloc(endCount << 2)
  lastEnds = ends + ((endCount - SLACK) << 2)
  clean = heap.alloc(<usize>rowsOfBatch * ROW_BYTES)
  refused = heap.alloc(<usize>rowsOfCall * REFUSAL_BYTES)
}

export function beginRows(from: usize, lineBefore: u32): void {
  next = from
  line = lineBefore
  refusedCount = 0
  isBeyondAscii = false
}

/**
 * Takes rows from `next` on.
 * @param to   behind the last byte there is; 64 more may be read
 * @param limit rows that begin here or later are not taken
 */
export function indexRows(to: usize, limit: usize): u32 {
  cleanCount = 0
  takenCount = 0
  isQuoted = false
  endBefore = ends
  store<u32>(ends, <u32>next - 1)
  const delimiters = i8x16.splat(<i8>delimiter)
  const newlines = i8x16.splat(<i8>newline)
  const quotes = i8x16.splat(<i8>quote)
  const hasQuote = quote < 256
  let at = next
  let last = ends
  let lineAt = line
  // All ones while a quoted cell is open; and whether the byte before this block parts cells, or closes a quote.
  let inside: u64 = 0
  let parted: u64 = 1
  let closed: u64 = 0
  while (at < to) {
    if (last > lastEnds) return next == <usize>load<u32>(ends) + 1 ? ODD : BATCH
    const a = v128.load(at)
    const b = v128.load(at, 16)
    const c = v128.load(at, 32)
    const d = v128.load(at, 48)
    const left = to - at
    const valid: u64 = left < 64 ? ((<u64>1) << (<u64>left)) - 1 : ~(<u64>0)
    const lineEnds = valid & bitsOf(a, b, c, d, newlines)
    let parts = lineEnds | (valid & bitsOf(a, b, c, d, delimiters))
    const marks: u64 = hasQuote ? valid & bitsOf(a, b, c, d, quotes) : 0
    const nuls = !v128.all_true<u8>(v128.min<u8>(v128.min<u8>(a, b), v128.min<u8>(c, d)))
    if (v128.bitmask<i8>(v128.or(v128.or(a, b), v128.or(c, d))) != 0) isBeyondAscii = true
    if ((<u32>nuls) | (<u32>(marks != 0)) | (<u32>(inside | closed))) {
      isQuoted = true
      const quoted = parity(marks) ^ inside
      const opening = marks & quoted
      const closing = marks & ~quoted
      parts &= ~quoted
      // A closing quote may stand before the CR of a CRLF.
      const returns = valid & bitsOf(a, b, c, d, i8x16.splat(13)) & ((lineEnds >> 1) | newlineBit63(at, to))
      const misplaced = opening & ~(((parts | closing) << 1) | parted | closed)
      const followed = ((closing << 1) | closed) & valid & ~(parts | marks | returns)
      if ((misplaced | followed) != 0 || (nuls && hasNul(at, min(left, 64)))) {
        const stop = careful(to)
        if (stop != BATCH) return stop
        if (next >= limit) return DONE
        if (takenCount == batchRows) return BATCH
        at = next
        last = endBefore
        lineAt = line
        inside = 0
        parted = 1
        closed = 0
        continue
      }
      inside = <u64>((<i64>quoted) >> 63)
      closed = closing >> 63
    }
    parted = parts >> 63
    const endsBefore = last
    for (let rest = parts; rest != 0; rest &= rest - 1) {
      last += 4
      store<u32>(last, <u32>at + <u32>ctz(rest))
    }
    for (let rest = lineEnds & parts; rest != 0; rest &= rest - 1) {
      const below = (rest & (0 - rest)) - 1
      const end = endsBefore + ((<usize>(popcnt(parts & below) + 1)) << 2)
      if (!takeRow(end, lineAt + <u32>popcnt(lineEnds & below) + 1)) return ODD
      if (next >= limit) return DONE
      if (takenCount == batchRows) return BATCH
    }
    lineAt += <u32>popcnt(lineEnds)
    at += 64
  }
  return DONE
}

/** Which of 64 bytes are the byte that fills `wanted`. */
function bitsOf(a: v128, b: v128, c: v128, d: v128, wanted: v128): u64 {
  return (
    (<u64>v128.bitmask<i8>(i8x16.eq(a, wanted))) |
    ((<u64>v128.bitmask<i8>(i8x16.eq(b, wanted))) << 16) |
    ((<u64>v128.bitmask<i8>(i8x16.eq(c, wanted))) << 32) |
    ((<u64>v128.bitmask<i8>(i8x16.eq(d, wanted))) << 48)
  )
}

/** Each bit the sum, modulo 2, of the bits up to and with it. */
function parity(bits: u64): u64 {
  bits ^= bits << 1
  bits ^= bits << 2
  bits ^= bits << 4
  bits ^= bits << 8
  bits ^= bits << 16
  return bits ^ (bits << 32)
}

/** Bit 63 if a line ends right behind the block. */
function newlineBit63(at: usize, to: usize): u64 {
  return at + 64 < to && load<u8>(at, 64) == newline ? (<u64>1) << 63 : 0
}

function hasNul(at: usize, length: usize): bool {
  for (const end = at + length; at < end; at++) if (load<u8>(at) == 0) return true
  return false
}

/** The row from `next` on, byte by byte. @returns BATCH if it was taken */
function careful(to: usize): u32 {
  let at = next
  let last = endBefore
  let lineAfter = line
  isQuoted = true
  while (at < to) {
    if (<u32>load<u8>(at) == quote) {
      at++
      for (;;) {
        while (at < to && <u32>load<u8>(at) != quote) {
          const byte = <u32>load<u8>(at++)
          if (byte == 0) return ODD
          if (byte == newline) lineAfter++
          if (byte > 127) isBeyondAscii = true
        }
        at++
        if (at >= to) return DONE
        if (<u32>load<u8>(at) != quote) break
        at++
      }
      while (at < to && !isPart(<u32>load<u8>(at))) if (!isWhite(<u32>load<u8>(at++))) return ODD
    } else {
      while (at < to && !isPart(<u32>load<u8>(at))) {
        const byte = <u32>load<u8>(at++)
        if (byte == 0) return ODD
        if (byte > 127) isBeyondAscii = true
      }
    }
    if (at >= to) return DONE
    if (last > lastEnds) return ODD
    last += 4
    store<u32>(last, <u32>at)
    if (<u32>load<u8>(at) == newline) return takeRow(last, lineAfter + 1) ? BATCH : ODD
    at++
  }
  return DONE
}

function isPart(byte: u32): bool {
  return byte == delimiter || byte == newline
}

function isWhite(byte: u32): bool {
  return byte == 32 || (byte >= 9 && byte <= 13)
}

/** Sorts the row from `next` to the end that stands at `lastEnd`. @returns false if the caller must read it */
function takeRow(lastEnd: usize, lineAfter: u32): bool {
  const end = <usize>load<u32>(lastEnd)
  if (end - next > LONGEST_ROW) return false
  if (<u32>load<u8>(next) != comment) {
    const ink = inkOf(next, end)
    if (ink < 0) return false
    if (ink > 0) sort(<u32>((lastEnd - endBefore) >> 2))
  }
  takenCount++
  endBefore = lastEnd
  next = end + 1
  line = lineAfter
  return true
}

function sort(cellCount: u32): void {
  if (cellCount == columnCount) {
    const row = clean + <usize>cleanCount * ROW_BYTES
    cleanCount++
    store<u32>(row, <u32>endBefore)
    store<u32>(row, line, 4)
  } else {
    const refusal = refused + <usize>refusedCount * REFUSAL_BYTES
    refusedCount++
    store<u32>(refusal, <u32>next)
    store<u32>(refusal, line, 4)
    store<u32>(refusal, cellCount, 8)
  }
}

/** 1 if a row holds more than white space, 0 if not, -1 if that takes a closer look. */
function inkOf(start: usize, end: usize): i32 {
  let ink = 0
  for (let at = start; at < end; at++) {
    const byte = <u32>load<u8>(at)
    if (byte == delimiter || isWhite(byte)) continue
    if (byte > 32 && byte < 127 && byte != quote) return 1
    ink = -1
  }
  return ink
}
