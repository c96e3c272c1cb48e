import { describe, expect, it } from 'vitest'
import { normalisedName, uniqueNames } from '../../../src/engine/intake/names'
import { schemaOf } from '../../../src/engine/intake/schemas'

describe('column names', () => {
  it('are trimmed, and nothing is said about it', () => {
    expect(uniqueNames([' Source IP', 'Label '])).toEqual({ names: ['Source IP', 'Label'], warnings: [] })
  })

  it('are told apart where they repeat, even if the new name is taken', () => {
    const { names, warnings } = uniqueNames(['Bytes', 'Bytes (2)', 'Bytes', 'Bytes'])
    expect(names).toEqual(['Bytes', 'Bytes (2)', 'Bytes (3)', 'Bytes (4)'])
    expect(warnings).toEqual(['The header uses names more than once: told apart as “Bytes (3)”, “Bytes (4)”.'])
  })

  it('are told apart at once, however many are the same', () => {
    const { names } = uniqueNames(new Array<string>(100_000).fill('a'))
    expect([names[1], names.at(-1), new Set(names).size]).toEqual(['a (2)', 'a (100000)', 100_000])
  })

  it('are filled in by place where they are empty', () => {
    const { names, warnings } = uniqueNames(['a', '', 'column 2', ' '])
    expect(names).toEqual(['a', 'column 2', 'column 2 (2)', 'column 4'])
    expect(warnings[0]).toContain('2 columns without a name')
  })

  it('may be those of an object’s own parts', () => {
    expect(uniqueNames(['__proto__', 'constructor', '__proto__']).names).toEqual([
      '__proto__',
      'constructor',
      '__proto__ (2)',
    ])
  })

  it('are compared by letters and digits alone', () => {
    expect([normalisedName(' id.orig_h'), normalisedName('Elapsed Time (sec)'), normalisedName('源地址')]).toEqual([
      'idorigh',
      'elapsedtimesec',
      '',
    ])
  })
})

describe('the schema', () => {
  it.each([
    ['Zeek conn', ['ts', 'uid', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto']],
    ['CICFlowMeter', ['Flow Duration', 'Tot Fwd Pkts', 'Flow IAT Mean', 'Fwd IAT Tot']],
    [
      'UCI firewall log',
      ['NAT Source Port', 'NAT Destination Port', 'Action', 'Elapsed Time (sec)', 'pkts_sent', 'pkts_received'],
    ],
    ['UNSW-NB15', ['sttl', 'dttl', 'Sload', 'Dload', 'ct_srv_src', 'ct_srv_dst']],
    ['nfdump', ['ts', 'te', 'td', 'sa', 'da', 'sp', 'dp', 'ipkt', 'ibyt']],
  ])('%s is known by its names', (schema, names) => {
    expect(schemaOf(names)).toBe(schema)
  })

  it('is nobody’s if the names are nobody’s', () => {
    expect(schemaOf(['a', 'b', 'action'])).toBeNull()
  })
})
