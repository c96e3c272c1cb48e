import { expect, it } from 'vitest'
import { firstBeyondAscii } from '../../../src/engine/intake/beyond-ascii'

it('the first byte beyond ASCII is found wherever it stands and the bytes begin', () => {
  for (let offset = 0; offset < 5; offset++) {
    for (let length = 0; length < 14; length++) {
      for (let odd = 0; odd <= length; odd++) {
        const bytes = new Uint8Array(32).subarray(offset, offset + length)
        if (odd < length) bytes[odd] = 0x80
        for (let from = 0; from <= odd; from++) expect(firstBeyondAscii(bytes, from)).toBe(odd)
      }
    }
  }
})
