/**
 * Worker: one script for two parts, so that the page carries it once. The engine answers the page; a shard keeps rows and answers the
 * engine, over the port that the page sends it first.
 */

import { serveEngine } from './engine-service'
import { serveShard } from './shard-service'

if (self.name.startsWith('flotsam-shard')) {
  self.onmessage = ({ data, ports }: MessageEvent<{ readonly serve: true }>) => {
    if (data.serve) serveShard(ports[0]!)
  }
} else serveEngine()
