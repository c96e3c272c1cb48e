/**
 * Ground truth: which texts of a truth column mean that a row is an attack.
 *
 * Everything is, but what says otherwise: nothing at all, 0, no, benign, normal, background, allow … and their kin in
 * the public sets ("normal." of KDD Cup 99, "Benign" of Zeek and CICIDS, "flow=Background-…" and "flow=From-Normal-…" of
 * CTU-13). Case, spaces and a closing full stop don't matter. A row without truth counts as no attack.
 */

const NOT_ATTACKS: ReadonlySet<string> = new Set([
  '',
  '-',
  '?',
  '0',
  '0.0',
  'false',
  'f',
  'no',
  'n',
  'none',
  'nan',
  'null',
  'negative',
  'benign',
  'benign traffic',
  'normal',
  'normal traffic',
  'background',
  'legit',
  'legitimate',
  'clean',
  'good',
  'ok',
  'safe',
  'goodware',
  'regular',
  'non-attack',
  'not attack',
  'no attack',
  'no alert',
  'non-malicious',
  'unlabeled',
  'unlabelled',
  'allow',
  'allowed',
  'accept',
  'accepted',
  'permit',
  'permitted',
  'pass',
  'passed',
])

const NOT_ATTACK_STARTS: readonly string[] = ['flow=background', 'flow=from-normal', 'flow=to-normal', 'flow=normal']

export function isAttack(text: string): boolean {
  const said = text.trim().replace(/\.$/, '').toLowerCase()
  return !NOT_ATTACKS.has(said) && !NOT_ATTACK_STARTS.some((start) => said.startsWith(start))
}
