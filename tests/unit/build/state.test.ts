import ts from 'typescript'
import { expect, it } from 'vitest'
import { place, sourceFiles, walk, type SourceFile } from '../source-files'

/** What a change of its parts can't be missed of: it has none, or none that the page looks at. */
const PLAIN = /^('.*'|string|number|boolean|null|undefined|(HTML|SVG)\w*Element)$/

/** `$state(…)` calls whose value may be an object. */
function deepStates(file: SourceFile): string[] {
  const components = new Set<string>()
  const found: string[] = []
  walk(file.tree, (node) => {
    if (ts.isImportDeclaration(node) && /\.svelte'$/.test(node.moduleSpecifier.getText()))
      components.add(node.importClause?.name?.text ?? '')
    if (!ts.isCallExpression(node) || node.expression.getText() !== '$state') return
    const types = node.typeArguments?.map((type) => type.getText()).join('|') ?? kindOf(node.arguments[0])
    const parts = types.split('|').map((part) => part.trim())
    if (!parts.every((part) => PLAIN.test(part) || components.has(part))) found.push(place(file, node))
  })
  return found
}

function kindOf(value: ts.Expression | undefined): string {
  if (value === undefined) return 'undefined'
  if (ts.isStringLiteral(value)) return 'string'
  if (ts.isNumericLiteral(value)) return 'number'
  return value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword ? 'boolean' : 'unknown'
}

const inComponent = (script: string): SourceFile => ({
  path: 'src/One.svelte',
  tree: ts.createSourceFile('src/One.svelte', script, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TS),
})

it('tells state that is an object from state that is a word or a number', () => {
  expect(
    deepStates(inComponent("let a = $state(''); let b = $state<'x' | null>(null); let c = $state.raw({})")),
  ).toEqual([])
  expect(deepStates(inComponent('let a = $state({})\nlet b = $state<string[]>([])'))).toEqual([
    'src/One.svelte:1',
    'src/One.svelte:2',
  ])
})

it('no object is deep state, since Svelte’s proxies are left out of the page: objects are $state.raw', () => {
  const files = sourceFiles('src').filter(({ path }) => /\.svelte(\.ts)?$/.test(path))
  expect(files.length).toBeGreaterThan(100)
  expect(files.flatMap(deepStates)).toEqual([])
})
