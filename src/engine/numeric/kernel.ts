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
const { WebAssembly } = globalThis as unknown as { readonly WebAssembly?: Assembly }

const PAGE_BYTES = 65_536
/** Of an address space of 4 GiB, less a page. */
const MOST_PAGES = 65_535
/** Pages of a growth, 1 MiB: every growth costs a new buffer, and pages nobody has touched cost nothing. */
const LEAST_GROWTH = 16
/** Below it lie a kernel's own constants. */
const FIRST_FREE_BYTE = 1024

/** What loops run over. Several kernels may share one. */
export interface KernelMemory {
  /**
   * Room for so many bytes, zeros, at an address that 16 divides; it is never given back.
   * Growing detaches the views made before: ask `bytes` for them anew.
   */
  reserve(byteCount: number): number
  /** The whole memory as it is now. */
  readonly buffer: ArrayBuffer
}

/** A compiled kernel with the memory that its loops run over. */
export interface Kernel<Exports> extends KernelMemory {
  readonly loops: Exports
}

/** The memories that kernels were opened over, by what their openers hold of them. */
const ownMemory = new WeakMap<KernelMemory, Memory>()
const compiled = new Map<string, object>()

/**
 * @param hexadecimal what `kernel:NAME` gives
 * @param over   a kernel opened before, whose memory this one is to share; otherwise it has one of its own
 * @returns null where this host runs no SIMD
 */
export function openKernel<Exports extends object>(hexadecimal: string, over?: KernelMemory): Kernel<Exports> | null {
  const module = moduleOf(hexadecimal)
  if (module === null || WebAssembly === undefined) return null
  const shared = over ?? newMemory(WebAssembly)
  // AssemblyScript's own imports: `abort` is never called, its name must be there.
  const env = { memory: ownMemory.get(shared)!, abort: () => undefined }
  const { exports } = new WebAssembly.Instance(module, { env })
  const kernel: Kernel<Exports> = {
    loops: exports as Exports,
    reserve: (byteCount) => shared.reserve(byteCount),
    get buffer() {
      return shared.buffer
    },
  }
  ownMemory.set(kernel, env.memory)
  return kernel
}

function newMemory({ Memory }: Assembly): KernelMemory {
  const memory = new Memory({ initial: 1, maximum: MOST_PAGES })
  let next = FIRST_FREE_BYTE
  const own: KernelMemory = {
    reserve: (byteCount) => {
      const address = Math.ceil(next / 16) * 16
      next = address + byteCount
      const missing = next - memory.buffer.byteLength
      if (missing > 0) memory.grow(Math.max(LEAST_GROWTH, Math.ceil(missing / PAGE_BYTES)))
      return address
    },
    get buffer() {
      return memory.buffer
    },
  }
  ownMemory.set(own, memory)
  return own
}

function moduleOf(hexadecimal: string): object | null {
  const before = compiled.get(hexadecimal)
  if (before !== undefined) return before
  if (WebAssembly === undefined) return null
  try {
    const module = new WebAssembly.Module(bytesOf(hexadecimal))
    compiled.set(hexadecimal, module)
    return module
  } catch {
    return null
  }
}

const bytesOf = (hexadecimal: string): Uint8Array =>
  Uint8Array.from(hexadecimal.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
