import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { importsOf, isFreeName, place, sourceFiles, walk, type Import } from './source-files'

/** The one way through the engine; a room imports only rooms before it. */
const ENGINE_ROOMS = [
  'failure',
  'numeric',
  'intake',
  'table',
  'features',
  'clustering',
  'projection',
  'scoring',
  'explaining',
  'model',
  'reporting',
  'injection',
  'pipeline',
]

/** For each room of the page, the rooms it may import besides itself. */
const PAGE_ROOMS: Readonly<Record<string, readonly string[]>> = {
  engine: ['wording'],
  // AssemblyScript; the engine opens what the build makes of them.
  kernels: [],
  // Only the types of the engine, see below.
  wording: ['engine'],
  worker: ['engine', 'wording'],
  storage: ['worker', 'wording'],
  offline: [],
  session: ['worker', 'storage', 'wording'],
  widgets: ['wording'],
  charts: ['widgets', 'worker', 'wording'],
  views: ['session', 'widgets', 'charts', 'worker', 'wording'],
}

/** Two means of the page that hold no state of a run: a canvas redraws when the theme flips, a chart saves itself. */
const OPEN_TO_CHARTS = ['src/session/theme.svelte', 'src/session/files']

const source = sourceFiles('src')
const imports = source.flatMap(importsOf)
const engine = source.filter(({ path }) => path.startsWith('src/engine/'))

const roomOf = (path: string): string => path.split('/')[1] ?? ''
const engineRoomOf = (path: string): string => (path.split('/')[2] ?? '').replace(/\.ts$/, '')
const shown = ({ from, to }: Import): string => `${from} imports ${to}`
const ownFile = ({ to }: Import): boolean => to.startsWith('src/')

describe('the rooms of the house', () => {
  it('are read at all', () => {
    expect(engine.length).toBeGreaterThan(10)
    expect(imports.filter(ownFile).length).toBeGreaterThan(20)
  })

  it('are all known to this test', () => {
    const folders = source.filter(({ path }) => path.split('/').length > 2).map(({ path }) => roomOf(path))
    expect(Object.keys(PAGE_ROOMS)).toEqual(expect.arrayContaining([...new Set(folders)]))
    expect(ENGINE_ROOMS).toEqual(expect.arrayContaining([...new Set(engine.map(({ path }) => engineRoomOf(path)))]))
  })

  it('lie on one way in the engine: none imports a later one', () => {
    const backwards = imports.filter(({ from, to }) => {
      if (!from.startsWith('src/engine/') || !to.startsWith('src/engine/')) return false
      return ENGINE_ROOMS.indexOf(engineRoomOf(to)) > ENGINE_ROOMS.indexOf(engineRoomOf(from))
    })
    expect(backwards.map(shown)).toEqual([])
  })

  it('import only the rooms they may', () => {
    const forbidden = imports.filter(({ from, to, typesOnly }) => {
      if (!to.startsWith('src/') || from.split('/').length < 3 || to.split('/').length < 3) return false
      const room = roomOf(from)
      if (room === 'charts' && OPEN_TO_CHARTS.includes(to)) return false
      // A list of models shows what storage says of each; reading and writing is the session's.
      if (room === 'views' && roomOf(to) === 'storage' && typesOnly) return false
      return roomOf(to) !== room && !PAGE_ROOMS[room]?.includes(roomOf(to))
    })
    expect(forbidden.map(shown)).toEqual([])
  })

  it('take nothing but types from the engine, but for the worker', () => {
    const values = imports.filter(
      ({ from, to, typesOnly }) => to.startsWith('src/engine/') && !/^src\/(engine|worker)\//.test(from) && !typesOnly,
    )
    expect(values.map(shown)).toEqual([])
  })
})

describe('the engine', () => {
  it('runs without a page, a clock, a console and chance', () => {
    // Names the compiler lets pass because a library's types bring Node's in; it knows no DOM name anyway.
    const outside = ['window', 'self', 'navigator', 'console', 'process', 'performance', 'Date', 'setTimeout']
    const found: string[] = []
    for (const file of engine) {
      walk(file.tree, (node) => {
        if (isFreeName(node) && outside.includes(node.text)) found.push(`${place(file, node)} ${node.text}`)
        if (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random')
          found.push(`${place(file, node)} Math.random`)
      })
    }
    expect(found).toEqual([])
  })

  it('imports no Svelte, D3, comlink or storage', () => {
    const outside = imports.filter(
      ({ from, to }) => from.startsWith('src/engine/') && /^(svelte|d3|comlink|idb|bits-ui|node:|@tanstack)/.test(to),
    )
    expect(outside.map(shown)).toEqual([])
  })
})

describe('the door between page and engine', () => {
  it('holds types and no code', () => {
    const protocol = source.find(({ path }) => path === 'src/worker/protocol.ts')!
    const code = protocol.tree.statements.filter((statement) => {
      if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return false
      return !/^(import|export) type\b/.test(statement.getText())
    })
    expect(code.map((statement) => place(protocol, statement))).toEqual([])
  })
})
