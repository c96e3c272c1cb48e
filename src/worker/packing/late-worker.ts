/**
 * Late worker: a worker whose script isn't there yet. What it is told meanwhile waits, in order.
 */

type Deed = (worker: Worker) => void

/** As much of a worker as the page uses. */
type Used = Pick<Worker, 'addEventListener' | 'removeEventListener' | 'postMessage' | 'terminate'>

export class LateWorker implements Used {
  private worker: Worker | null = null
  private waiting: Deed[] = []
  private isOver = false

  constructor(address: Promise<string>, options: WorkerOptions) {
    void address.then((found) => {
      if (this.isOver) return
      this.worker = new Worker(found, options)
      for (const deed of this.waiting) deed(this.worker)
      this.waiting = []
    })
  }

  addEventListener(...listening: Parameters<Worker['addEventListener']>): void {
    this.whenStarted((worker) => worker.addEventListener(...listening))
  }

  removeEventListener(...listening: Parameters<Worker['removeEventListener']>): void {
    this.whenStarted((worker) => worker.removeEventListener(...listening))
  }

  postMessage(message: unknown, transfer: StructuredSerializeOptions | Transferable[] = []): void {
    this.whenStarted((worker) => worker.postMessage(message, Array.isArray(transfer) ? { transfer } : transfer))
  }

  terminate(): void {
    this.isOver = true
    this.waiting = []
    this.worker?.terminate()
  }

  private whenStarted(deed: Deed): void {
    if (this.isOver) return
    if (this.worker === null) this.waiting.push(deed)
    else deed(this.worker)
  }
}
