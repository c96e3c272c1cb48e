/**
 * Selection: the one thing selected, shown at the right end of the steps and cleared by Esc.
 */

export type Selected =
  | { readonly kind: 'cluster'; readonly clusterIndex: number }
  | { readonly kind: 'row'; readonly row: number }
  | { readonly kind: 'column'; readonly name: string }

class Selection {
  current = $state.raw<Selected | null>(null)

  /** Rows drawn around on the map with the lasso, or null. */
  lassoed = $state.raw<Uint32Array | null>(null)

  cluster(clusterIndex: number): void {
    this.current = { kind: 'cluster', clusterIndex }
  }

  row(row: number): void {
    this.current = { kind: 'row', row }
  }

  column(name: string): void {
    this.current = { kind: 'column', name }
  }

  clear(): void {
    this.current = null
    this.lassoed = null
  }

  get clusterIndex(): number | null {
    return this.current?.kind === 'cluster' ? this.current.clusterIndex : null
  }

  get rowIndex(): number | null {
    return this.current?.kind === 'row' ? this.current.row : null
  }

  get columnName(): string | null {
    return this.current?.kind === 'column' ? this.current.name : null
  }
}

export const selection = new Selection()
