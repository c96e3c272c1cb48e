import { describe, expect, it } from 'vitest'
import { columnWords, hasColumnWords, pullWords } from '../../../src/wording/column-words'

describe('column words', () => {
  it.each([
    ['diff_srv_rate', 'Calls to different services'],
    ['dst_host_diff_srv_rate', 'Services tried on this host'],
    ['src_bytes', 'Bytes sent'],
    ['id.resp_p', 'Destination port'],
    ['Elapsed Time (sec)', 'Duration'],
    [' Total Length of Bwd Packets', 'Bytes returned'],
    [' Total Backward Packets', 'Packets returned'],
    ['Tot Fwd Pkts', 'Packets sent'],
    ['Flow Bytes/s', 'Bytes per second'],
    ['SYN Flag Count', 'SYN flags'],
    ['Fwd IAT Max', 'Longest gap between packets sent'],
  ])('calls %s "%s"', (name, words) => expect(columnWords(name, null)).toBe(words))

  it('uses the meaning where the name is not known, and the name where nothing is', () => {
    expect(columnWords('octets_out', 'bytes sent')).toBe('Bytes sent')
    expect(columnWords('octets_out', null)).toBe('octets_out')
    expect(hasColumnWords('octets_out', null)).toBe(false)
    expect(columnWords('constructor', null)).toBe('constructor')
    expect(columnWords('__proto__', null)).toBe('__proto__')
  })

  it('says which way a column pulls', () => {
    expect(pullWords('serror_rate', null, 'more')).toBe('more unanswered connections')
    expect(pullWords('duration', null, 'less')).toBe('shorter flows')
    expect(pullWords('resp_bytes', null, 'less')).toBe('fewer bytes returned')
    expect(pullWords('weird', null, 'less')).toBe('less weird')
  })
})
