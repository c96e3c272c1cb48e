/**
 * UTF-8: text → its bytes.
 */

interface Encoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
/** Every host has it, but no host-free library types it. */
const { TextEncoder } = globalThis as unknown as { readonly TextEncoder: new () => Encoder }
const encoder = new TextEncoder()

export const utf8Bytes = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text)
