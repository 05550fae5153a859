// Lint rules of everything that runs in a browser or builds what does.
import compat from 'eslint-plugin-compat';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['**/build*/**', '**/node_modules/**', 'web/api/schema.d.ts'] },
  ...tseslint.configs.recommended,
  {
    files: ['web/app/**/*.{ts,tsx}', 'web/ui/**/*.{ts,tsx}', 'web/api/**/*.ts', 'web/i18n/**/*.ts'],
    ...jsxA11y.flatConfigs.strict,
    rules: {
      ...jsxA11y.flatConfigs.strict.rules,
      // In a dialog or a menu the first field takes the focus; the attribute of a bare element stays forbidden.
      'jsx-a11y/no-autofocus': ['error', { ignoreNonDOM: true }],
    },
  },
  {
    files: ['web/app/**/*.{ts,tsx}', 'web/ui/**/*.{ts,tsx}', 'web/api/**/*.ts', 'web/i18n/**/*.ts'],
    ...compat.configs['flat/recommended'],
    settings: {
      // Filled by core-js (plugin-legacy), or used only where it is found.
      browsers: ['chrome >= 77', 'firefox >= 68', 'safari >= 12', 'ios >= 12'],
      polyfills: [
        'Promise',
        'Object.fromEntries',
        'Array.from',
        'URL',
        'URLSearchParams',
        'Intl.RelativeTimeFormat',
        'Intl.ListFormat',
      ],
    },
  },
  {
    files: ['web/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Use the generated client in web/api.' }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 15],
    },
  },
  { files: ['web/api/transport.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['player/**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 15],
    },
  },
  {
    files: ['player/**/*.ts'],
    ignores: ['player/test/**', 'player/**/*.test.ts', 'player/bundle/**', 'player/*.config.ts'],
    ...compat.configs['flat/recommended'],
    settings: {
      browsers: ['chrome >= 77', 'firefox >= 68', 'safari >= 11', 'ios >= 12'],
      // Used only where it is found.
      polyfills: ['ResizeObserver', 'MediaSource', 'navigator.sendBeacon'],
    },
    rules: {
      ...compat.configs['flat/recommended'].rules,
      // Requests go over core/transport.ts and the fetcher of the engine: XMLHttpRequest can be cut short everywhere.
      'no-restricted-globals': ['error', 'fetch', 'AbortController', 'structuredClone'],
      // Content never becomes markup.
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({ property })),
      ],
    },
  },
);
