/**
 * Dot buffers: places, ink codes and stack places of all dots, on the graphics card: 11 bytes a dot.
 *
 * Only what has changed is sent, in pieces, so that no frame waits for it.
 */

import type { Program } from './program'

type Values = Float32Array | Uint8Array | Uint16Array

/** Bytes sent between two looks at the clock. */
const BYTES_PER_STEP = 1 << 20
/** A dot in so many can be drawn by stepping over the others: a step is at most 255 bytes, and a place has 8. */
export const LARGEST_STEP = 31

interface Sent {
  readonly buffer: WebGLBuffer
  values: Values | null
  byteCount: number
}

export class DotBuffers {
  private readonly vertices: WebGLVertexArrayObject
  private readonly places: Sent
  private readonly codes: Sent
  private readonly stacks: Sent

  constructor(
    private readonly gl: WebGL2RenderingContext,
    private readonly program: Program,
  ) {
    this.vertices = gl.createVertexArray()
    const empty = (): Sent => ({ buffer: gl.createBuffer(), values: null, byteCount: 0 })
    this.places = empty()
    this.codes = empty()
    this.stacks = empty()
  }

  holds(places: Float32Array, codes: Uint8Array): boolean {
    return this.places.values === places && this.codes.values === codes && this.stacks.values !== null
  }

  holdsStacks(stacks: Uint16Array): boolean {
    return this.stacks.values === stacks
  }

  /** To be run in slices. */
  *send(places: Float32Array, codes: Uint8Array, stacks: Uint16Array): Generator<void, void> {
    yield* this.sendOne(this.places, places)
    yield* this.sendOne(this.codes, codes)
    yield* this.sendOne(this.stacks, stacks)
  }

  /** @param step every so manieth dot only */
  draw(dotCount: number, step: number): void {
    const { gl, program } = this
    gl.bindVertexArray(this.vertices)
    const point = (name: string, sent: Sent, bind: (location: number) => void): void => {
      const location = program.attribute(name)
      gl.bindBuffer(gl.ARRAY_BUFFER, sent.buffer)
      gl.enableVertexAttribArray(location)
      bind(location)
    }
    point('place', this.places, (at) => gl.vertexAttribPointer(at, 2, gl.FLOAT, false, 8 * step, 0))
    point('code', this.codes, (at) => gl.vertexAttribIPointer(at, 1, gl.UNSIGNED_BYTE, step, 0))
    point('stack', this.stacks, (at) => gl.vertexAttribIPointer(at, 1, gl.UNSIGNED_SHORT, 2 * step, 0))
    gl.drawArrays(gl.POINTS, 0, Math.floor(dotCount / step))
    gl.bindVertexArray(null)
  }

  private *sendOne(sent: Sent, values: Values): Generator<void, void> {
    const { gl } = this
    if (sent.values === values) return
    // Not all of them are there until the last piece is.
    sent.values = null
    gl.bindBuffer(gl.ARRAY_BUFFER, sent.buffer)
    if (sent.byteCount !== values.byteLength) gl.bufferData(gl.ARRAY_BUFFER, values.byteLength, gl.DYNAMIC_DRAW)
    sent.byteCount = values.byteLength
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    for (let from = 0; from < bytes.length; from += BYTES_PER_STEP) {
      gl.bindBuffer(gl.ARRAY_BUFFER, sent.buffer)
      gl.bufferSubData(gl.ARRAY_BUFFER, from, bytes.subarray(from, from + BYTES_PER_STEP))
      yield
    }
    sent.values = values
  }
}
