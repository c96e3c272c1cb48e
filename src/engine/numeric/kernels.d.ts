/** A kernel of src/kernels, compiled by scripts/build/kernels.ts: WebAssembly in hexadecimal digits. */
declare module 'kernel:*' {
  const hexadecimal: string
  export default hexadecimal
}
