/**
 * Source files: the project's own code as the tests that judge it see it, parsed and not run.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import ts from 'typescript'

const root = resolve(import.meta.dirname, '../..')

export interface SourceFile {
  /** From the repository's root, with forward slashes: `src/engine/failure.ts`. */
  readonly path: string
  /** Of a Svelte file only its scripts. */
  readonly tree: ts.SourceFile
}

export interface Import {
  readonly from: string
  /** From the repository's root and without extension for the project's own files, else the package's name. */
  readonly to: string
  readonly typesOnly: boolean
}

const scriptsOf = (svelte: string): string =>
  [...svelte.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n')

/** Every TypeScript and Svelte file below `folder`, declarations included. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte)$/.test(name))
    .sort()
    .map((name) => {
      const file = join(root, folder, name)
      const text = readFileSync(file, 'utf8')
      const path = relative(root, file).split(sep).join('/')
      const code = path.endsWith('.svelte') ? scriptsOf(text) : text
      return { path, tree: ts.createSourceFile(path, code, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TS) }
    })
}

/** Calls `visit` for every node, parents first. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

/** `import type`, `export type … from`, or every name marked `type`. */
function typesOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly
  const clause = node.importClause
  if (!clause) return false
  const named = clause.namedBindings
  const allNamedAreTypes =
    !clause.name && named !== undefined && ts.isNamedImports(named) && named.elements.every((name) => name.isTypeOnly)
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword || allNamedAreTypes
}

function target(path: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  const absolute = resolve(root, path, '..', specifier.replace(/\?.*$/, ''))
  return relative(root, absolute).split(sep).join('/').replace(/\.ts$/, '')
}

export function importsOf({ path, tree }: SourceFile): Import[] {
  const found: Import[] = []
  walk(tree, (node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const specifier = (node.moduleSpecifier as ts.StringLiteral).text
      found.push({ from: path, to: target(path, specifier), typesOnly: typesOnly(node) })
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments
      const specifier = argument && ts.isStringLiteralLike(argument) ? argument.text : '(computed)'
      found.push({ from: path, to: target(path, specifier), typesOnly: false })
    }
  })
  return found
}

/** A name that is used, not a property of something else, nor a key. */
export function isFreeName(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node)) return false
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isQualifiedName(parent)) return parent.left === node
  const namesItself =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent)
  return !(namesItself && parent.name === node)
}

/** `src/engine/table/table.ts:12` */
export function place({ path, tree }: SourceFile, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}
