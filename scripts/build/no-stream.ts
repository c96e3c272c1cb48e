/** Stands in the page for Node's `stream`, which papaparse asks for and uses under Node only. */
export {}
