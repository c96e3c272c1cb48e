/**
 * Mutated: small exports, changed in a few places.
 */

import type { Random } from '../../../../../src/engine/numeric/random'

const zeek = (path: string): string =>
  [
    '#separator \\x09',
    '#unset_field\t-',
    `#path\t${path}`,
    '#fields\tts\tid.orig_h\tid.resp_h\tid.resp_p\tproto\torig_bytes',
    '#types\ttime\taddr\taddr\tport\tenum\tcount',
    '1700000000.5\t10.0.0.1\t198.51.100.1\t443\ttcp\t120',
    '1700000001.5\t10.0.0.2\t198.51.100.1\t53\tudp\t-',
    '#close\t2026-11-26',
    '#fields\tts\tid.orig_h\tid.resp_h\tid.resp_p\tproto\tresp_bytes',
    '1700000002.5\t10.0.0.3\t198.51.100.1\t80\ttcp\t9',
    '',
  ].join('\n')

/** What is changed. */
export const SEEDS_OF_FUZZ: readonly string[] = [
  zeek('conn'),
  zeek('dns').replace('#unset_field\t-', '#unset_field\tNIL'),
  'ts,te,td,sa,da,sp,dp,pr,ipkt,ibyt\n2023-11-14 22:13:20,2023-11-14 22:13:21,1,10.0.0.1,10.0.0.2,1024,80,TCP,3,400\n2023-11-14 22:13:22,2023-11-14 22:13:23,1,10.0.0.1,10.0.0.2,1025,80,TCP,4,500\nSummary\nflows,bytes,packets,avg_bps,avg_pps,avg_bpp\n2,900,7,1,1,1\n',
  'a b c\n2 123456789012 eni-0a - - - - - - - 1700000000 1700000060 - NODATA\n',
  `${'2 123456789012 eni-0a1b 10.0.0.1 10.0.0.2 1024 443 6 10 840 1700000000 1700000060 ACCEPT OK\n'.repeat(3)}2 123456789012 eni-0a1b - - - - - - - 1700000000 1700000060 - NODATA\n`,
  'time,source,port,bytes\n1,10.0.0.1,80,5\n2,10.0.0.2,443,6\ntime,source,port,bytes\n3,10.0.0.1,80,7\n',
  `${'date=2026-11-26 time=10:00:00 logid="13" type="traffic" srcip=10.0.0.1 dstip=10.0.0.2 sentbyte=5\n'.repeat(3)}date=2026-11-26 time=10:00:01 logid="14" type="utm" msg="x"\n`,
  '"No.","Time","Source","Destination","Protocol","Length","Info"\n"1","0.0","10.0.0.1","10.0.0.2","TCP","60","x"\n"2","0.1","10.0.0.2","10.0.0.1","TCP","60","y"\n',
]

const PIECES = ['\n', '\t', ',', '"', '#', '#fields\tx\n', '\r\n', ' ', '=', 'Summary\n', '\0', 'é', '-', '1e9', '|']

const encoder = new TextEncoder()

/** One to six changes: bytes put in, taken out, doubled, swapped or cut off. */
export function mutated(random: Random, text: string): Uint8Array {
  let bytes = encoder.encode(text)
  for (let change = 1 + random.below(6); change > 0; change--) bytes = changed(random, bytes)
  return bytes
}

function changed(random: Random, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const at = random.below(bytes.length + 1)
  const end = Math.min(bytes.length, at + random.below(40))
  const some = bytes.subarray(at, end)
  const spliced = (middle: Uint8Array, after: number): Uint8Array<ArrayBuffer> =>
    Uint8Array.from([...bytes.subarray(0, at), ...middle, ...bytes.subarray(after)])
  switch (random.below(6)) {
    case 0:
      return spliced(encoder.encode(PIECES[random.below(PIECES.length)]!), at)
    case 1:
      return spliced(new Uint8Array(0), end)
    case 2:
      return spliced(Uint8Array.from([...some, ...some]), end)
    case 3:
      return spliced(Uint8Array.of(random.below(256)), Math.min(bytes.length, at + 1))
    case 4:
      return spliced(some.toReversed(), end)
    default:
      return random.below(4) === 0 ? bytes.slice(0, at) : Uint8Array.from([...bytes, ...some])
  }
}
