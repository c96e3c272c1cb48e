/**
 * Attack techniques: what MITRE ATT&CK calls that which a verdict looks like.
 *
 * Source: MITRE ATT&CK for Enterprise, v16 (attack.mitre.org/techniques). Flows show the shape of an act, not its aim: where two techniques
 * leave the same flows, both are named. "Looks like" holds for them as it does for the verdict.
 */

import type { Verdict } from '../engine/explaining/findings'

export interface Technique {
  /** "T1046" */
  readonly id: string
  readonly name: string
}

const TECHNIQUES: Partial<Record<Verdict['kind'], readonly Technique[]>> = {
  'port scan': [{ id: 'T1046', name: 'Network Service Discovery' }],
  'host sweep': [{ id: 'T1018', name: 'Remote System Discovery' }],
  flood: [
    { id: 'T1498', name: 'Network Denial of Service' },
    { id: 'T1499', name: 'Endpoint Denial of Service' },
  ],
  'brute force': [{ id: 'T1110', name: 'Brute Force' }],
  exfiltration: [
    { id: 'T1041', name: 'Exfiltration Over C2 Channel' },
    { id: 'T1048', name: 'Exfiltration Over Alternative Protocol' },
  ],
  beacon: [
    { id: 'T1071', name: 'Application Layer Protocol' },
    { id: 'T1573', name: 'Encrypted Channel' },
  ],
}

/** None for what is no attack. */
export const techniquesOf = (kind: Verdict['kind']): readonly Technique[] => TECHNIQUES[kind] ?? []

/** "T1498 Network Denial of Service, T1499 Endpoint Denial of Service"; '' for what is no attack. */
export const techniqueWords = (kind: Verdict['kind']): string =>
  techniquesOf(kind)
    .map(({ id, name }) => `${id} ${name}`)
    .join(', ')
