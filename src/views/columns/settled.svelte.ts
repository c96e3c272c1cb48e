/**
 * Settled: questions of the data doctor that were answered with "leave it as it is", for as long as the page is open.
 */

class Settled {
  private keys = $state.raw<ReadonlySet<string>>(new Set())

  has(fingerprint: string, noteId: string): boolean {
    return this.keys.has(`${fingerprint}/${noteId}`)
  }

  add(fingerprint: string, noteId: string): void {
    this.keys = new Set([...this.keys, `${fingerprint}/${noteId}`])
  }
}

export const settled = new Settled()
