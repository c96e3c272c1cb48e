/**
 * Proof: tries every way out of the page and says what the browser did.
 *
 * A refusal counts only when the browser itself reports that the page's policy was broken (a `securitypolicyviolation`
 * event that names the address). A mere network error would look the same to the code and proves nothing.
 * The address is reserved and leads nowhere (RFC 2606), in case a browser lets a try through.
 */

export const WAYS_OUT = ['fetch', 'WebSocket', 'image from outside', 'beacon', 'worker’s own fetch'] as const
export type WayOut = (typeof WAYS_OUT)[number]

/** 'refused' by the policy; 'not refused' if no such report came; 'impossible' where the browser has no such thing. */
export type ProofAnswer = 'refused' | 'not refused' | 'impossible'

const HOST = 'example.invalid'
/** The report is a task of its own and comes within a few milliseconds; a slow machine may take longer. */
const REPORT_WAIT_MS = 1500

/** Tries one way after the other, so that no report can be taken for another's. */
export async function tryEveryWayOut(onAnswer: (way: WayOut, answer: ProofAnswer) => void): Promise<void> {
  for (const way of WAYS_OUT) onAnswer(way, await tryWayOut(way))
}

async function tryWayOut(way: WayOut): Promise<ProofAnswer> {
  const address = `https://${HOST}/${WAYS_OUT.indexOf(way)}-${Math.round(performance.now())}`
  if (way === 'worker’s own fetch') return tryFromWorker(address)
  const report = policyReport()
  try {
    if (!attempt(way, address)) return 'impossible'
    return (await report.seen) ? 'refused' : 'not refused'
  } finally {
    report.end()
  }
}

/** @returns false where the browser lacks it */
function attempt(way: WayOut, address: string): boolean {
  switch (way) {
    case 'fetch':
      fetch(address, { mode: 'no-cors' }).catch(() => undefined)
      return true
    case 'WebSocket':
      openSocket(address.replace('https:', 'wss:'))
      return true
    case 'image from outside':
      new Image().src = address
      return true
    default:
      if (typeof navigator.sendBeacon !== 'function') return false
      navigator.sendBeacon(address, 'x')
      return true
  }
}

/** Some browsers throw where the policy forbids it, others fail later; the report comes either way. */
function openSocket(address: string): void {
  try {
    const socket = new WebSocket(address)
    socket.addEventListener('open', () => socket.close())
  } catch {
    // Refused at once.
  }
}

function policyReport(): { readonly seen: Promise<boolean>; end: () => void } {
  let end = (): void => undefined
  const seen = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), REPORT_WAIT_MS)
    const listen = (event: SecurityPolicyViolationEvent): void => {
      if (event.disposition === 'enforce' && event.blockedURI.includes(HOST)) resolve(true)
    }
    document.addEventListener('securitypolicyviolation', listen)
    end = () => {
      clearTimeout(timer)
      document.removeEventListener('securitypolicyviolation', listen)
    }
  })
  return { seen, end }
}

/** A worker started from a blob inherits the page's policy; it listens for its own report. */
const WORKER_TEXT = `
addEventListener('message', ({ data }) => {
  const timer = setTimeout(() => postMessage('not refused'), data.waitMs)
  addEventListener('securitypolicyviolation', (event) => {
    if (event.disposition !== 'enforce' || !event.blockedURI.includes(data.host)) return
    clearTimeout(timer)
    postMessage('refused')
  })
  fetch(data.address, { mode: 'no-cors' }).catch(() => undefined)
})
`

async function tryFromWorker(address: string): Promise<ProofAnswer> {
  const place = URL.createObjectURL(new Blob([WORKER_TEXT], { type: 'text/javascript' }))
  const worker = new Worker(place)
  try {
    return await new Promise<ProofAnswer>((resolve) => {
      worker.addEventListener('message', (event: MessageEvent<ProofAnswer>) => resolve(event.data))
      worker.addEventListener('error', () => resolve('impossible'))
      worker.postMessage({ address, host: HOST, waitMs: REPORT_WAIT_MS })
    })
  } finally {
    worker.terminate()
    URL.revokeObjectURL(place)
  }
}
