import { describe, expect, it } from 'vitest'
import { matchColumns, profilesUnderModelNames, underModelNames } from '../../../src/engine/model/match'
import type { ColumnProfile, Meaning } from '../../../src/engine/table/column'
import { profilesOf, tableOf } from '../support/tables'

const columnsOf = (names: Readonly<Record<string, Meaning | null>>): ColumnProfile[] =>
  profilesOf(tableOf(Object.fromEntries(Object.keys(names).map((name) => [name, [1]])))).map((profile) => ({
    ...profile,
    meaning: names[profile.name] ?? null,
    role: names[profile.name] === 'source address' ? 'identity' : 'feature',
  }))

const model = columnsOf({
  src_bytes: 'bytes sent',
  'Dst Port': 'destination port',
  srcip: 'source address',
  proto: 'protocol',
})

describe('columns of another file', () => {
  it('meet the model by name, by similar name and by meaning, each once', () => {
    const file = columnsOf({
      srcBytes: 'bytes sent',
      proto: 'protocol',
      'Source Address': 'source address',
      dst_port: 'destination port',
      more: null,
    })
    expect(matchColumns(model, file, {})).toEqual({
      matched: [
        { modelColumn: 'src_bytes', fileColumn: 'srcBytes', how: 'similar name' },
        { modelColumn: 'Dst Port', fileColumn: 'dst_port', how: 'similar name' },
        { modelColumn: 'srcip', fileColumn: 'Source Address', how: 'same meaning' },
        { modelColumn: 'proto', fileColumn: 'proto', how: 'same name' },
      ],
      missing: [],
      extra: ['more'],
    })
  })

  it("follow the analyst's word before any other, and may be told to match nothing", () => {
    const file = columnsOf({ proto: 'protocol', other: null })
    const { matched, missing, extra } = matchColumns(model, file, { src_bytes: 'proto', proto: '' })
    expect(matched).toEqual([{ modelColumn: 'src_bytes', fileColumn: 'proto', how: 'your call' }])
    expect(missing).toEqual(['Dst Port', 'srcip', 'proto'])
    expect(extra).toEqual(['other'])
  })

  it('are not taken twice, nor from a mapping that names no column of the file', () => {
    const file = columnsOf({ a: null })
    expect(matchColumns(model, file, { src_bytes: 'a', proto: 'a', srcip: 'nowhere' }).matched).toEqual([
      { modelColumn: 'src_bytes', fileColumn: 'a', how: 'your call' },
    ])
  })

  it('meet by place where the file names none and is as wide', () => {
    const file = columnsOf({ 'column 1': null, 'column 2': null, 'column 3': null, 'column 4': null })
    expect(matchColumns(model, file, {}, false).matched.map(({ how }) => how)).toEqual(Array(4).fill('same place'))
    expect(matchColumns(model, file, {}, true).matched).toEqual([])
    expect(matchColumns(model, file.slice(1), {}, false).matched).toEqual([])
  })

  it('that the model does not look at are not missed', () => {
    const idle = model.map((column) => ({ ...column, role: 'ignored' as const }))
    expect(matchColumns(idle, columnsOf({ a: null }), {}).missing).toEqual([])
  })

  it('called like what every object inherits are columns like any other', () => {
    const odd = columnsOf({ ['__proto__x']: null, constructor: null, toString: null })
    expect(matchColumns(odd, odd, {}).matched.map(({ how }) => how)).toEqual(['same name', 'same name', 'same name'])
  })

  it('become a table under the model’s names, with the model’s meanings', () => {
    const table = tableOf({ more: [9], Proto: [6], SRCIP: ['10.0.0.1'] })
    const match = matchColumns(model, profilesOf(table), {})
    const renamed = underModelNames(table, match)
    expect(renamed.columnNames).toEqual(['srcip', 'proto'])
    expect(renamed.cells).toEqual([table.cells[2], table.cells[1]])
    expect(profilesUnderModelNames(model, renamed).map(({ name, index, meaning }) => [name, index, meaning])).toEqual([
      ['srcip', 0, 'source address'],
      ['proto', 1, 'protocol'],
    ])
  })
})
