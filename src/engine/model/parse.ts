/**
 * Parse: a kept model from storage or from a file, checked before anything is made of it.
 */

import * as v from 'valibot'
import { refusal, success, type Outcome } from '../failure'
import { firstInconsistency } from './consistency'
import { DOCUMENT_FORMAT, DOCUMENT_VERSION, type ModelDocument } from './document'
import { documentSchema } from './schema'

/** A model file as text. */
export function readDocument(jsonText: string): Outcome<ModelDocument> {
  let value: unknown
  try {
    value = JSON.parse(jsonText)
  } catch {
    return refusal('bad-model', 'This is not a Flotsam model: it is not JSON.', {
      found: 'text that is not JSON',
      needed: 'a model exported from Flotsam',
      advice: 'Traffic files are opened on the first screen.',
    })
  }
  return parseDocument(value)
}

/** @param value anything; nothing of it is kept but a checked copy */
export function parseDocument(value: unknown): Outcome<ModelDocument> {
  if (ownValue(value, 'format') !== DOCUMENT_FORMAT) {
    return refusal('bad-model', 'This is not a Flotsam model.', {
      found: describe(value),
      needed: `an object whose "format" is "${DOCUMENT_FORMAT}"`,
    })
  }
  const version = ownValue(value, 'version')
  if (typeof version === 'number' && version > DOCUMENT_VERSION) {
    return refusal(
      'newer-model',
      `This model was made by a newer Flotsam: its format is version ${version}, this one reads up to ${DOCUMENT_VERSION}.`,
      {
        found: `version ${version}`,
        needed: `version ${DOCUMENT_VERSION} or older`,
        advice: 'Open it in the newer Flotsam, or fit the file again here.',
      },
    )
  }
  const parsed = v.safeParse(documentSchema, value, { abortEarly: true })
  if (!parsed.success) {
    const issue = parsed.issues[0]
    return damaged(
      v.getDotPath(issue) ?? 'the whole',
      `${issue.received} instead of ${issue.expected ?? 'what belongs there'}`,
    )
  }
  const fault = firstInconsistency(parsed.output)
  return fault === null ? success(parsed.output) : damaged(null, fault)
}

function damaged(where: string | null, found: string): Outcome<never> {
  const sentence = where === null ? `This model is damaged: ${found}.` : `This model is damaged at ${where}: ${found}.`
  return refusal('bad-model', sentence, {
    found,
    needed: 'a model as Flotsam wrote it',
    ...(where !== null && { where }),
    advice: 'Export it again, or fit the file again.',
  })
}

/** Only what the object holds itself: nothing inherited counts. */
const ownValue = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined

function describe(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value !== 'object') return `a ${typeof value}`
  const keys = Object.keys(value).slice(0, 3)
  return keys.length === 0
    ? 'an empty object'
    : `an object with ${keys.map((key) => `"${key.slice(0, 30)}"`).join(', ')}`
}
