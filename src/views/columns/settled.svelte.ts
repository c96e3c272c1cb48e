/**
 * Settled: what the analyst has answered the data doctor, for as long as the page is open, and how to take it back.
 */

import type { ColumnOverride, DoctorNote } from '../../worker/protocol'

/** A remedy that was taken. */
export interface Taken {
  readonly fingerprint: string
  readonly note: DoctorNote
  /** What the button said. */
  readonly label: string
  /** What it has overruled; nothing where a question was answered with "leave it as it is". */
  readonly overrides: readonly ColumnOverride[]
  /** What had been overruled of the same columns before. */
  readonly before: readonly ColumnOverride[]
}

class Settled {
  private taken = $state.raw<readonly Taken[]>([])

  add(taken: Taken): void {
    this.forget(taken)
    this.taken = [...this.taken, taken]
  }

  forget({ fingerprint, note }: Pick<Taken, 'fingerprint' | 'note'>): void {
    this.taken = this.taken.filter((one) => one.fingerprint !== fingerprint || one.note.id !== note.id)
  }

  /** The remedies that still hold: another decision about the same columns, or an undo, takes one back too. */
  holding(fingerprint: string, overrides: readonly ColumnOverride[]): readonly Taken[] {
    const current = new Map(overrides.map((override) => [override.name, override]))
    return this.taken.filter(
      (one) =>
        one.fingerprint === fingerprint && one.overrides.every((wanted) => isWithin(wanted, current.get(wanted.name))),
    )
  }
}

const isWithin = (wanted: ColumnOverride, current: ColumnOverride | undefined): boolean =>
  current !== undefined &&
  (Object.keys(wanted) as (keyof ColumnOverride)[]).every((part) => wanted[part] === current[part])

export const settled = new Settled()
