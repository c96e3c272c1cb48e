/**
 * Libraries: what the page does without, of those it carries. The page is one download, and is to stay under 400 kB.
 */

import type { Leaving } from './left-out.ts'

export const LEFT_OUT: Readonly<Record<string, Leaving>> = {
  // The engine has the parser and the writer; files are read, cut and handed out by its own rooms.
  'papaparse/papaparse.js': {
    emptied: [
      'getWorkerBlob',
      'CsvToJson',
      'ChunkStreamer',
      'NetworkStreamer',
      'FileStreamer',
      'StringStreamer',
      'ReadableStreamStreamer',
      'DuplexStreamStreamer',
      'ParserHandle',
      'newWorker',
      'mainThreadReceivedMessage',
      'workerThreadReceivedMessage',
    ],
  },
  // PCA is given a covariance, which is symmetric, and asked for its eigenvectors.
  'ml-pca/lib-esm/pca.js': {
    kept: { PCA: ['constructor', 'getEigenvalues', 'getEigenvectors', '_computeFromCovarianceMatrix'] },
  },
  'ml-matrix/src/dc/evd.js': {
    kept: { EigenvalueDecomposition: ['constructor', 'eigenvectorMatrix', 'realEigenvalues'] },
    emptied: ['orthes', 'hqr2'],
  },
  'ml-matrix/src/dc/svd.js': { emptied: ['SingularValueDecomposition'] },
  'ml-matrix/src/matrix.js': {
    kept: {
      AbstractMatrix: ['checkMatrix', 'isMatrix', 'isSquare', 'isEmpty', 'flipRows', 'getColumn'],
      Matrix: ['data', 'initData', 'constructor', 'set', 'get'],
    },
    uncalled: ['installMathOperations'],
  },
  // Arrow is read batch by batch; a table is asked for its columns alone.
  '@uwdata/flechette/src/table.js': {
    kept: { Table: ['constructor', 'numRows', 'getChildAt'] },
    emptied: ['renameField'],
  },
  // Values are read as they are stored (src/engine/intake/parquet/read-column.ts): shapes stay bytes.
  'hyparquet/src/wkb.js': { emptied: ['wkbToGeojson'] },
  '@uwdata/flechette/src/column.js': { kept: { Column: ['constructor', 'toArray', 'cache'] } },
  '@uwdata/flechette/src/util/struct.js': { emptied: ['proxyFactory'] },
  // It writes a matrix for a console.
  'ml-matrix/src/inspect.js': { emptied: ['inspectMatrixWithOptions', 'inspectData', 'formatNumber'] },
  // No component is a custom element, for which the whole of Svelte 4's interface would come along.
  'svelte/src/internal/client/dom/elements/custom-element.js': { unset: ['SvelteElement'] },
  // No page comes from a server with its elements in place.
  'svelte/src/internal/client/dom/hydration.js': {
    constant: ['hydrating'],
    silenced: ['set_hydrating'],
  },
  // Every component is in runes (svelte.config.js), none awaits, and nobody traces a finished page.
  'svelte/src/internal/flags/index.js': {
    constant: ['async_mode_flag', 'legacy_mode_flag', 'tracing_mode_flag'],
    emptied: [
      'enable_async_mode_flag',
      'disable_async_mode_flag',
      'enable_legacy_mode_flag',
      'enable_tracing_mode_flag',
    ],
  },
  // Objects are state as a whole (`$state.raw`): nothing is told when a part of one changes.
  'svelte/src/internal/client/proxy.js': { returning: ['proxy', 'get_proxied_value'] },
  // No component has a <svelte:boundary>, so that nothing else is shown where one fails; nor is a page hydrated.
  'svelte/src/internal/client/dom/blocks/boundary.js': {
    emptied: [
      'Boundary.#create_reset',
      'Boundary.#handle_error',
      'Boundary.#hydrate_resolved_content',
      'Boundary.#hydrate_failed_content',
      'Boundary.#hydrate_pending_content',
    ],
  },
  // Nobody reads them in a finished page.
  'svelte/src/internal/client/warnings.js': {
    silenced: ['derived_inert', 'hydration_mismatch', 'select_multiple_invalid_value', 'svelte_boundary_reset_noop'],
  },
  // No cursor goes through a store.
  'idb/build/index.js': { silenced: ['isIteratorProp'], emptied: ['iterate'] },
  // Scales are of numbers, to numbers; the map is moved and zoomed.
  'd3-color/dist/d3-color.mjs': {
    emptied: ['color', 'rgb', 'hsl', 'lab', 'hcl', 'cubehelix'],
    uncalled: ['define'],
  },
  'd3-interpolate/dist/d3-interpolate.mjs': {
    emptied: [
      'numberArray',
      'array',
      'genericArray',
      'date',
      'object',
      'string',
      'rgb',
      'basis',
      'basis$1',
      'basisClosed',
      'exponential',
      'nogamma',
      'zoom',
    ],
  },
  // A map that glides is told each place (src/charts/map/zooming.ts), and nothing is zoomed by a double click.
  'd3-zoom/dist/d3-zoom.mjs': { emptied: ['schedule', 'dblclicked'] },
  'd3-scale/dist/d3-scale.mjs': { emptied: ['tickFormat'] },
  'd3-selection/dist/d3-selection.mjs': {
    kept: {
      Selection: [
        'constructor',
        'selection',
        'call',
        'node',
        'size',
        'empty',
        'each',
        'filter',
        'style',
        'property',
        'datum',
        'on',
      ],
      EnterNode: [],
      ClassList: [],
      Local: [],
    },
  },
}
