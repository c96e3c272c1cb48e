/**
 * Left out: parts of libraries that nothing here calls, taken out of the page.
 *
 * A bundler leaves out functions that nobody names, but not the methods of a class, nor a function that a library's one big
 * entrance names. What is taken out stands in `libraries.ts`, by name; a name that a library no longer has stops the build.
 */

import { sep } from 'node:path'
import type { Plugin } from 'vite'

export interface Leaving {
  /** Functions, classes, and methods as `Class.method` or `Class.#method`, whose body goes; what is called all the same throws. */
  readonly emptied?: readonly string[]
  /** Per class, or per function with a prototype: the members that stay. The others go. */
  readonly kept?: Readonly<Record<string, readonly string[]>>
  /** Functions whose calls at the top of the file go. */
  readonly uncalled?: readonly string[]
  /** Variables that a condition at the top of the file would set: they stay as they are declared. */
  readonly unset?: readonly string[]
  /** Functions that from now on do nothing and give nothing. */
  readonly silenced?: readonly string[]
  /** Functions that from now on give back what they are given. */
  readonly returning?: readonly string[]
  /** Variables that keep the value they are declared with, so that what they guard can go; whatever would set them must be left out too. */
  readonly constant?: readonly string[]
}

/** A node of the syntax tree. Source: ESTree, https://github.com/estree/estree */
export interface Node {
  readonly type: string
  /** Characters of the file. */
  readonly start: number
  readonly end: number
  readonly [part: string]: unknown
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** @param libraries what to leave out of a file, by its path below node_modules, with `/` */
export function leftOut(libraries: Readonly<Record<string, Leaving>>): Plugin {
  return {
    name: 'flotsam-left-out',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      const path = id.replaceAll(sep, '/')
      const file = Object.keys(libraries).find((below) => path.endsWith(`/node_modules/${below}`))
      if (file === undefined) return null
      return { code: without(code, this.parse(code) as unknown as Node, libraries[file]!, file), map: null }
    },
  }
}

/**
 * @param program the syntax tree of the code
 * @param file    its name, for the complaint
 * @throws if a name that should be left out isn't there
 */
export function without(code: string, program: Node, leaving: Leaving, file: string): string {
  const { emptied = [], kept = {}, uncalled = [], unset = [], silenced = [], returning = [], constant = [] } = leaving
  const members = Object.keys(kept)
  const missing = new Set([emptied, members, uncalled, unset, silenced, returning, constant].flat())
  const edits: Edit[] = []
  const replace = (name: string, { start, end }: Node, text: string): void => {
    missing.delete(name)
    edits.push({ start, end, text })
  }
  for (const statement of nodesOf(program['body'])) {
    const called = nameOf((statement['expression'] as Node | undefined)?.['callee'])
    if (uncalled.includes(called)) replace(called, statement, '')
    const set = nameSetBy(statement)
    if (unset.includes(set)) replace(set, statement, '')
  }
  visit(program, (node) => {
    const name = nameOf(node['id'])
    if (silenced.includes(name) && node.type === 'FunctionDeclaration') replace(name, node['body'] as Node, '{}')
    if (returning.includes(name) && node.type === 'FunctionDeclaration')
      replace(name, node['body'] as Node, `{return ${nameOf(nodesOf(node['params'])[0])}}`)
    const declared = declaredAlone(node)
    if (constant.includes(declared)) replace(declared, { ...node, end: node.start + LET.length }, 'const')
    if (emptied.includes(name) && node.type === 'ClassDeclaration') replace(name, node['body'] as Node, '{}')
    if (emptied.includes(name) && node.type === 'FunctionDeclaration') replace(name, node['body'] as Node, gone(name))
    const { owner, list, members, between } = membersOf(node)
    for (const { type, key, value } of members) {
      const member = `${owner}.${markOf(key)}${nameOf(key)}`
      if (type === 'MethodDefinition' && emptied.includes(member))
        replace(member, (value as Node)['body'] as Node, gone(member))
    }
    if (list === null || kept[owner] === undefined) return
    const staying = members.filter((member) => kept[owner]!.includes(nameOf(member['key'])))
    replace(owner, list, `{${staying.map(({ start, end }) => code.slice(start, end)).join(between)}}`)
  })
  if (missing.size > 0) throw new Error(`${file} has no ${[...missing].join(', ')} that could be left out`)
  return edited(code, edits)
}

interface Members {
  readonly owner: string
  /** From brace to brace. */
  readonly list: Node | null
  readonly members: readonly Node[]
  readonly between: string
}

/** Of a class, or of `owner.prototype = {…}`; no list of any other node. */
function membersOf(node: Node): Members {
  const list = (node['body'] ?? null) as Node | null
  if (node.type === 'ClassDeclaration')
    return { owner: nameOf(node['id']), list, members: nodesOf(list!['body']), between: '\n' }
  const owner = prototypeOwner(node['left'])
  let value = node['right'] as Node | undefined
  while (owner !== '' && prototypeOwner(value?.['left']) !== '') value = value!['right'] as Node
  return value?.type === 'ObjectExpression'
    ? { owner, list: value, members: nodesOf(value['properties']), between: ',' }
    : { owner, list: null, members: [], between: '' }
}

const LET = 'let'

/** The one variable that `let` declares here with a value; '' of any other node. */
function declaredAlone({ type, kind, declarations }: Node): string {
  const [first, ...others] = type === 'VariableDeclaration' && kind === LET ? nodesOf(declarations) : []
  return first !== undefined && others.length === 0 && first['init'] != null ? nameOf(first['id']) : ''
}

/** Whose prototype a node names, as in `owner.prototype`; '' if none. */
const prototypeOwner = (node: unknown): string => {
  const { property, object } = (node ?? {}) as Partial<Node>
  return nameOf(property) === 'prototype' ? nameOf(object) : ''
}

/** The variable that `if (…) { name = … }` sets; '' if the statement does anything else. */
function nameSetBy({ type, consequent, alternate }: Node): string {
  const statements = type === 'IfStatement' && alternate == null ? nodesOf((consequent as Node)['body'] ?? []) : []
  const { type: kind, left } = (statements[0]?.['expression'] ?? {}) as Partial<Node>
  return statements.length === 1 && kind === 'AssignmentExpression' ? nameOf(left) : ''
}

const gone = (name: string): string => `{throw Error('left out: ${name}')}`

const markOf = (key: unknown): string => ((key as Node).type === 'PrivateIdentifier' ? '#' : '')

const nodesOf = (value: unknown): readonly Node[] => value as readonly Node[]

const nameOf = (node: unknown): string => String((node as { readonly name?: string } | null | undefined)?.name ?? '')

function visit(value: unknown, each: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, each)
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value && 'start' in value) each(value as Node)
    for (const part of Object.values(value)) visit(part, each)
  }
}

function edited(code: string, edits: readonly Edit[]): string {
  let text = ''
  let from = 0
  for (const { start, end, text: instead } of [...edits].sort((a, b) => a.start - b.start)) {
    // Inside of what has already gone.
    if (start < from) continue
    text += code.slice(from, start) + instead
    from = end
  }
  return text + code.slice(from)
}
