// Biome lints everything; typescript-eslint only adds what needs types: a lost `await` is a lost write.
// Screens are left out, because type-aware rules are slow and screens await nothing.
import tseslint from 'typescript-eslint';

const typed = {
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
  },
  plugins: { '@typescript-eslint': tseslint.plugin },
  linterOptions: { reportUnusedDisableDirectives: 'off' },
};

export default [
  { ignores: ['**/node_modules', 'var', '**/dist', '**/*.generated.ts'] },
  {
    ...typed,
    files: ['{server,scenarios,e2e,bench,tools}/**/*.ts', 'web/**/*.ts'],
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
    },
  },
];
