/**
 * Tree nodes: a list that grows, kept as numbers side by side and not as an object each.
 */

const FIRST_ROOM = 1024

export class NodeList {
  count = 0
  /** Runs of dots: from, and up to but not with. */
  starts = new Uint32Array(FIRST_ROOM)
  ends = new Uint32Array(FIRST_ROOM)
  /** Nodes; both 0 for a leaf. */
  firstChildren = new Uint32Array(FIRST_ROOM)
  endChildren = new Uint32Array(FIRST_ROOM)
  /** left, right, bottom, top */
  boxes = new Float32Array(4 * FIRST_ROOM)

  add(start: number, end: number): void {
    if (this.count === this.starts.length) this.grow()
    this.starts[this.count] = start
    this.ends[this.count] = end
    this.count++
  }

  dotCount(node: number): number {
    return this.ends[node]! - this.starts[node]!
  }

  isLeaf(node: number): boolean {
    return this.endChildren[node] === 0
  }

  /** All its dots lie on one place. */
  isOneSpot(node: number): boolean {
    const { boxes } = this
    return !(boxes[4 * node + 1]! > boxes[4 * node]! || boxes[4 * node + 3]! > boxes[4 * node + 2]!)
  }

  setBox(node: number, left: number, right: number, bottom: number, top: number): void {
    const { boxes } = this
    boxes[4 * node] = left
    boxes[4 * node + 1] = right
    boxes[4 * node + 2] = bottom
    boxes[4 * node + 3] = top
  }

  setChildren(node: number, first: number, end: number): void {
    this.firstChildren[node] = first
    this.endChildren[node] = end
  }

  private grow(): void {
    const wide = <T extends Uint32Array | Float32Array>(into: T, from: T): T => {
      into.set(from)
      return into
    }
    const room = 2 * this.starts.length
    this.starts = wide(new Uint32Array(room), this.starts)
    this.ends = wide(new Uint32Array(room), this.ends)
    this.firstChildren = wide(new Uint32Array(room), this.firstChildren)
    this.endChildren = wide(new Uint32Array(room), this.endChildren)
    this.boxes = wide(new Float32Array(4 * room), this.boxes)
  }
}
