/**
 * Inflate into: one DEFLATE stream of a container, unpacked from a feed into the store.
 */

import type { ByteFeed } from './byte-feed'
import { Inflater } from './inflate'
import type { Unpacked } from './unpacked'

/**
 * @param feed stands behind the stream afterwards if it ended
 * @throws SourceLost, NoRoom, Cancelled
 */
export async function inflateInto(feed: ByteFeed, unpacked: Unpacked): Promise<'end' | 'cut off' | 'broken'> {
  const inflater = new Inflater()
  for (;;) {
    const stop = inflater.run()
    const bytes = inflater.take()
    if (bytes.length > 0) await unpacked.take(bytes, feed.offset)
    if (stop === 'end') {
      feed.putBack(inflater.unread())
      return 'end'
    }
    if (stop === 'broken') return 'broken'
    if (stop === 'output') continue
    if (feed.isAtEnd) return 'cut off'
    const piece = await feed.piece()
    inflater.feed(piece, feed.isAtEnd)
  }
}
