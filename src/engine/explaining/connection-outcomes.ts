/**
 * Connection outcomes: what became of a flow, from its state, the firewall's action, or whether anything came back.
 *
 * Sources: Zeek's conn_state (docs.zeek.org, base/protocols/conn), which KDD's `flag` shares; the states of Argus `ra`
 * and UNSW-NB15 (CON, INT, REQ …), Argus flag pairs as in CTU-13 ("S_RA": SYN out, RST and ACK back), nfdump flags.
 */

/** 0 is unknown. 'open' is a flow that was accepted and not seen to its end. */
export const OUTCOMES = ['unknown', 'completed', 'open', 'unanswered', 'refused', 'reset', 'denied'] as const
export type FlowOutcome = (typeof OUTCOMES)[number]

const STATES: ReadonlyMap<string, FlowOutcome> = new Map<string, FlowOutcome>([
  ['SF', 'completed'],
  ['S0', 'unanswered'],
  ['S1', 'open'],
  ['S2', 'open'],
  ['S3', 'open'],
  ['REJ', 'refused'],
  ['RSTO', 'reset'],
  ['RSTR', 'reset'],
  ['RSTOS0', 'unanswered'],
  ['RSTRH', 'reset'],
  ['SH', 'unanswered'],
  ['SHR', 'open'],
  ['OTH', 'open'],
  ['CON', 'completed'],
  ['FIN', 'completed'],
  ['ACC', 'open'],
  ['CLO', 'open'],
  ['EST', 'open'],
  ['INT', 'unanswered'],
  ['REQ', 'unanswered'],
  ['RST', 'reset'],
  ['URP', 'refused'],
  ['URH', 'refused'],
  ['URN', 'refused'],
  ['ESTABLISHED', 'completed'],
  ['CLOSED', 'completed'],
  ['NEW', 'unanswered'],
])

/** What the state of a Zeek or KDD flow says, for a sentence. */
const STATE_WORDS: ReadonlyMap<string, string> = new Map([
  ['SF', 'closed normally'],
  ['S0', 'never answered'],
  ['S1', 'left open'],
  ['S2', 'closed by the caller only'],
  ['S3', 'closed by the called only'],
  ['REJ', 'refused'],
  ['RSTO', 'reset by the caller'],
  ['RSTR', 'reset by the called'],
  ['RSTOS0', 'SYN, then reset, never answered'],
  ['RSTRH', 'reset by the called, no SYN seen'],
  ['SH', 'SYN, then FIN, never answered'],
  ['SHR', 'closed by the called, no SYN seen'],
  ['OTH', 'seen midway only'],
])

export function outcomeOfState(text: string): FlowOutcome {
  const state = text.trim().toUpperCase()
  return STATES.get(state) ?? outcomeOfFlags(state)
}

/** "FSPA_FSPA" (what the caller and the called set) or ".AP.SF" (both together); anything else is unknown. */
function outcomeOfFlags(state: string): FlowOutcome {
  const pair = /^([FSRPAECU]*)_([FSRPAECU]*)$/.exec(state)
  if (pair) {
    const [, caller = '', called = ''] = pair
    if (called === '') return 'unanswered'
    if (called.includes('R')) return called.includes('S') || called.includes('P') ? 'reset' : 'refused'
    if (caller.includes('R')) return 'reset'
    return caller.includes('F') && called.includes('F') ? 'completed' : 'open'
  }
  if (!/^[.UAPRSFCE]{6,8}$/.test(state) || !state.includes('.')) return 'unknown'
  if (!state.includes('A')) return state.includes('S') ? 'unanswered' : 'unknown'
  if (state.includes('R')) return state.includes('S') || state.includes('P') ? 'reset' : 'refused'
  return state.includes('F') ? 'completed' : 'open'
}

export const stateWords = (text: string): string | null => STATE_WORDS.get(text.trim().toUpperCase()) ?? null

const DENYING =
  /^(deny|denied|drop|dropped|block|blocked|reject|rejected|reset(-(both|client|server))?|discard(ed)?|fail(ed)?)$/i

/** Whether a firewall's action stopped the flow. */
export const isDenied = (action: string): boolean => DENYING.test(action.trim())

/** "SYN never answered", "refused": the outcome as a finding says it. Only TCP has a SYN and a close. */
export function outcomeWords(outcome: FlowOutcome, overTcp: boolean): string {
  switch (outcome) {
    case 'completed':
      return overTcp ? 'closed normally' : 'answered'
    case 'open':
      return 'not seen to their end'
    case 'unanswered':
      return overTcp ? 'SYN never answered' : 'never answered'
    case 'refused':
      return 'refused'
    case 'reset':
      return 'reset'
    case 'denied':
      return 'denied by the firewall'
    case 'unknown':
      return 'outcome not known'
  }
}
