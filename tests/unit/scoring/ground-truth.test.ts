import { describe, expect, it } from 'vitest'
import { isAttack } from '../../../src/engine/scoring/ground-truth'

describe('ground truth texts', () => {
  it.each([
    '0',
    '',
    ' ',
    '-',
    'normal',
    'normal.',
    'Normal',
    'BENIGN',
    ' Benign ',
    'false',
    'False',
    'Background',
    'allow',
    'flow=Background-UDP-Established',
    'flow=From-Normal-V42-Grill',
    '(empty)'.slice(0, 0),
  ])('"%s" is no attack', (text) => {
    expect(isAttack(text)).toBe(false)
  })

  it.each([
    '1',
    'neptune',
    'smurf.',
    'true',
    'Malicious   PartOfAHorizontalPortScan',
    'DDoS',
    'deny',
    'flow=From-Botnet-V42-TCP',
  ])('"%s" is an attack', (text) => {
    expect(isAttack(text)).toBe(true)
  })
})
