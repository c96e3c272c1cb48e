/**
 * Context: a WebGL 2 that can add up dots, or null where there is none worth having.
 *
 * A card that is only played by the processor is not taken: 1 M dots took it 700 ms a frame, and 5 ms by hand (SwiftShader,
 * 2 cores, 25 Nov 2026). Browsers are asked to refuse it, but not all do, so it is also known by its name.
 */

export interface DotContext {
  readonly gl: WebGL2RenderingContext
  /** Of the texture in which dots are added up: float32 counts on, float16 stops at 2,048, which is full in any tone. */
  readonly countFormat: number
  readonly largestSide: number
}

const PLAYED_BY_THE_PROCESSOR = /swiftshader|llvmpipe|softpipe|software|basic render/i

/** Asked once a page: the answer stays the same, and asking takes some ten milliseconds. */
let isRefused = false

export function dotContext(canvas: HTMLCanvasElement): DotContext | null {
  if (isRefused) return null
  const context = wantedContext(canvas)
  isRefused = context === null
  return context
}

function wantedContext(canvas: HTMLCanvasElement): DotContext | null {
  const gl = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    failIfMajorPerformanceCaveat: true,
  })
  if (gl === null) return null
  if (PLAYED_BY_THE_PROCESSOR.test(rendererOf(gl)) || gl.getExtension('EXT_color_buffer_float') === null) {
    gl.getExtension('WEBGL_lose_context')?.loseContext()
    return null
  }
  const countFormat = gl.getExtension('EXT_float_blend') === null ? gl.R16F : gl.R32F
  const largestSide = Math.min(
    gl.getParameter(gl.MAX_TEXTURE_SIZE) as number,
    ...(gl.getParameter(gl.MAX_VIEWPORT_DIMS) as Int32Array),
  )
  return { gl, countFormat, largestSide }
}

/** Firefox gives the name straight away, and warns of the extension that Chromium wants to be asked by. */
function rendererOf(gl: WebGL2RenderingContext): string {
  const plain = String(gl.getParameter(gl.RENDERER))
  if (!plain.startsWith('WebKit')) return plain
  const names = gl.getExtension('WEBGL_debug_renderer_info')
  return names === null ? plain : String(gl.getParameter(names.UNMASKED_RENDERER_WEBGL))
}
