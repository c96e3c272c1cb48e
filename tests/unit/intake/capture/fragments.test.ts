import { describe, expect, it } from 'vitest'
import { LinkType } from '../../../fixtures/captures/links'
import { filler } from '../../../fixtures/captures/octets'
import { icmp, ip4, ip6, ip6Extension, ip6Fragment, udp } from '../../../fixtures/captures/packets'
import { readFrames, told } from './support/frames'

const HOSTS4 = { source: '10.0.0.1', destination: '10.0.0.2' }
const HOSTS6 = { source: '2001:db8::1', destination: '2001:db8::2' }
const MISSING = 'a fragment whose first part is missing'
const datagram = udp(5000, 2049, filler(1200))

interface Part {
  readonly id?: number
  readonly protocol?: number
  readonly from: number
  readonly to?: number
  readonly whole?: Uint8Array
}

const part4 = ({ id = 7, protocol = 17, from, to, whole = datagram }: Part): Uint8Array =>
  ip4({ ...HOSTS4, protocol, id, fragmentOffset: from, moreFragments: to !== undefined }, whole.subarray(from, to))

const part6 = ({ id = 7, from, to, whole = datagram }: Part): Uint8Array =>
  ip6(
    { ...HOSTS6, protocol: 44, payloadProtocol: 44, extensions: [ip6Fragment(17, from, to !== undefined, id)] },
    whole.subarray(from, to),
  )

const read = async (frames: Parameters<typeof readFrames>[0]): Promise<string[]> =>
  (await readFrames(frames, LinkType.raw)).map(told)

const PORTS4 = '10.0.0.1:5000 → 10.0.0.2:2049 of 17'
const PORTS6 = '2001:db8:0:0:0:0:0:1:5000 → 2001:db8:0:0:0:0:0:2:2049 of 17'

describe('fragments', () => {
  it('after the first have its ports, and all of their payload', async () => {
    const parts = [part4({ from: 0, to: 400 }), part4({ from: 400, to: 800 }), part4({ from: 800 })]
    const packets = await readFrames(parts, LinkType.raw)
    expect(packets.map(told)).toEqual([PORTS4, PORTS4, PORTS4])
    expect(packets.map((packet) => typeof packet !== 'string' && packet.laterFragment)).toEqual([false, true, true])
    expect(packets.map((packet) => typeof packet !== 'string' && packet.payloadBytes)).toEqual([392, 400, 408])
  })

  it('may arrive in any order once the first is there, and of many datagrams at once', async () => {
    const parts = [3, 4].map((id) => part4({ id, from: 0, to: 400 }))
    const later = [part4({ id: 4, from: 800 }), part4({ id: 3, from: 800 }), part4({ id: 3, from: 400, to: 800 })]
    expect(await read([...parts, ...later])).toEqual(new Array(5).fill(PORTS4))
  })

  it('before the first are unread, and so are those of another datagram', async () => {
    const parts = [
      part4({ from: 400, to: 800 }),
      part4({ from: 0, to: 400 }),
      part4({ id: 8, from: 800 }),
      part4({ from: 800 }),
      part4({ protocol: 6, from: 800 }),
    ]
    expect(await read(parts)).toEqual([MISSING, PORTS4, MISSING, PORTS4, MISSING])
  })

  it('that come more than a minute after the first are another datagram’s', async () => {
    const at = (seconds: number, bytes: Uint8Array): { seconds: number; nanoseconds: number; bytes: Uint8Array } => ({
      seconds,
      nanoseconds: 0,
      bytes,
    })
    const frames = [
      at(1000, part4({ from: 0, to: 400 })),
      at(1060, part4({ from: 400, to: 800 })),
      at(1061, part4({ from: 800 })),
    ]
    expect(await read(frames)).toEqual([PORTS4, PORTS4, MISSING])
  })

  it('of a protocol without ports need no first', async () => {
    expect(await read([part4({ protocol: 89, from: 400, to: 800 })])).toEqual(['10.0.0.1:0 → 10.0.0.2:0 of 89'])
  })

  it('of IPv6 are told apart by 32 bits, and the last header is found behind the others', async () => {
    const id = 0x80000001
    const parts = [part6({ id, from: 0, to: 400 }), part6({ id: 1, from: 400 }), part6({ id, from: 400 })]
    expect(await read(parts)).toEqual([PORTS6, MISSING, PORTS6])
    const extensions = [ip6Fragment(60, 0, true, 9), ip6Extension(17, 8)]
    const first = ip6({ ...HOSTS6, protocol: 44, payloadProtocol: 44, extensions }, datagram.subarray(0, 400))
    const later = ip6(
      { ...HOSTS6, protocol: 44, payloadProtocol: 44, extensions: [ip6Fragment(60, 408, false, 9)] },
      datagram.subarray(400),
    )
    expect(await read([first, later])).toEqual([PORTS6, PORTS6])
  })

  it('of IPv6 that are the whole packet are no fragments', async () => {
    const packets = await readFrames([part6({ from: 0 })], LinkType.raw)
    expect(packets[0]).toMatchObject({ sourcePort: 5000, payloadBytes: 1200, laterFragment: false })
    expect(await read([part6({ from: 0 }), part6({ from: 400 })])).toEqual([PORTS6, MISSING])
  })

  it('of an echo have its type and code', async () => {
    const whole = icmp(8, 0, filler(1000))
    const parts = [part4({ protocol: 1, from: 0, to: 400, whole }), part4({ protocol: 1, from: 400, whole })]
    expect(await read(parts)).toEqual(new Array(2).fill('10.0.0.1:8 → 10.0.0.2:0 of 1'))
  })

  it('of more datagrams than there is room for are known if the datagram is new, and mostly forgotten if it is old', async () => {
    const part = (index: number, from: number): Uint8Array =>
      ip4(
        {
          source: `10.0.${index >> 8}.${index & 255}`,
          destination: '10.9.9.9',
          protocol: 17,
          fragmentOffset: from,
          moreFragments: from === 0,
        },
        datagram.subarray(from, from + 16),
      )
    const frames = Array.from({ length: 40_000 }, (_, index) => part(index, 0))
    for (let old = 0; old < 100; old++) frames.push(part(old, 16))
    frames.push(part(39_999, 16))
    const atOnce = frames.map((bytes) => ({ seconds: 1000, nanoseconds: 0, bytes }))
    const laters = (await read(atOnce)).slice(40_000)
    expect(laters.at(-1)).toBe('10.0.156.63:5000 → 10.9.9.9:2049 of 17')
    // One in eleven is left if places are drawn evenly: exp(−40,000 ÷ 16,384).
    expect(laters.slice(0, 100).filter((told) => told !== MISSING).length).toBeLessThan(25)
  })
})
