import svelte from 'eslint-plugin-svelte'
import tseslint from 'typescript-eslint'

/** What the engine must not reach for: it runs the same in a tab, in a unit test and under Node. */
const outsideTheEngine = [
  'window',
  'document',
  'navigator',
  'location',
  'console',
  'performance',
  'Date',
  'process',
  'Buffer',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
  'Worker',
  'indexedDB',
  'localStorage',
]

export default tseslint.config(
  // Kernels are AssemblyScript: its own compiler checks them.
  { ignores: ['dist/', 'node_modules/', 'test-results/', 'coverage/', 'src/kernels/'] },
  ...tseslint.configs.recommended,
  ...svelte.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration:not(:has(CallExpression))',
          message: 'Export by name; only Svelte has default exports.',
        },
        { selector: 'ExportAllDeclaration[exportKind="value"]', message: 'No barrels: import from the file itself.' },
      ],
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      // tsc says the same (noUnusedLocals), and an underscore marks what a signature asks for.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/engine/**/*.ts', 'src/wording/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...outsideTheEngine],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Use numeric/random.ts.' }],
    },
  },
  {
    // The last bit of these is each host's own, and a model is to be the same on all.
    files: ['src/engine/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Use numeric/random.ts.' },
        ...'acos acosh asin asinh atan atan2 atanh cbrt cos cosh exp expm1 hypot log log1p log10 pow sin sinh tan tanh'
          .split(' ')
          .map((property) => ({ object: 'Math', property, message: 'Use numeric/portable-math.ts.' })),
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportAllDeclaration[exportKind="value"]',
          message: 'No barrels: import from the file itself.',
        },
        {
          selector: 'BinaryExpression[operator="**"]:not([left.value=2])',
          message: 'Powers of other than 2 differ in the last bit between hosts: multiply.',
        },
      ],
    },
  },
  {
    // Types are cheap here: the engine alone, and a forgotten await in it is a wrong answer.
    files: ['src/engine/**/*.ts', 'src/worker/**/*.ts', 'src/storage/**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.app.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'] } },
    rules: {
      // A hash route is the page's own; there is no base path to resolve.
      'svelte/no-navigation-without-resolve': 'off',
      // Props are declared with `let`, as Svelte's own documentation does; other bindings are held to `const`.
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      // State is replaced whole (`$state.raw`); a Set or Map made inside a function is never watched.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    // Reporters are loaded by file; a declaration says what another's module has.
    files: ['tests/closing-line/*.ts', '**/*.d.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
)
