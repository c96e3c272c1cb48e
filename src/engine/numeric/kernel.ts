/**
 * Kernel: the door to a compiled loop. Where WebAssembly or its SIMD is missing, whoever opens one gets null and takes the plain
 * twin instead.
 */

/** Every host has it, but no host-free library types it. */
interface Memory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}
interface Assembly {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: object }
  readonly Memory: new (limits: { initial: number; maximum?: number }) => Memory
}
const { WebAssembly, atob } = globalThis as unknown as {
  readonly WebAssembly?: Assembly
  readonly atob: (text: string) => string
}

const PAGE_BYTES = 65_536
/** Of an address space of 4 GiB, less a page. */
const MOST_PAGES = 65_535
/** Below it lie a kernel's own constants. */
const FIRST_FREE_BYTE = 1024

/** A compiled kernel with the memory that its loops run over. */
export interface Kernel<Exports> {
  readonly loops: Exports
  /**
   * Room for so many bytes, zeros, at an address that 16 divides; it is never given back.
   * Growing detaches the views made before: ask `bytes` for them anew.
   */
  reserve(byteCount: number): number
  /** The whole memory as it is now. */
  readonly buffer: ArrayBuffer
}

const compiled = new Map<string, object>()

/**
 * @param base64 what `kernel:NAME` gives
 * @returns null where this host runs no SIMD
 */
export function openKernel<Exports extends object>(base64: string): Kernel<Exports> | null {
  const module = moduleOf(base64)
  if (module === null || WebAssembly === undefined) return null
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES })
  // AssemblyScript's own imports: `abort` is never called, its name must be there.
  const env = { memory, abort: () => undefined }
  const { exports } = new WebAssembly.Instance(module, { env })
  let next = FIRST_FREE_BYTE
  return {
    loops: exports as Exports,
    reserve: (byteCount) => {
      const address = Math.ceil(next / 16) * 16
      next = address + byteCount
      const missing = next - memory.buffer.byteLength
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES))
      return address
    },
    get buffer() {
      return memory.buffer
    },
  }
}

function moduleOf(base64: string): object | null {
  const before = compiled.get(base64)
  if (before !== undefined) return before
  if (WebAssembly === undefined) return null
  try {
    const module = new WebAssembly.Module(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)))
    compiled.set(base64, module)
    return module
  } catch {
    return null
  }
}
