/** A kernel of src/kernels, compiled by scripts/build/kernels.ts: WebAssembly as base64 text. */
declare module 'kernel:*' {
  const base64: string
  export default base64
}
