// Expands Lingui macros (t, msg, Trans, Plural) before anything else sees the source.
import { transformAsync } from '@babel/core';
import type { Plugin } from 'vite';

export function linguiMacro(): Plugin {
  return {
    name: 'kair:lingui-macro',
    enforce: 'pre',
    async transform(code, id) {
      if (!/\.tsx?$/.test(id) || id.includes('node_modules') || !/@lingui\/(core|react)\/macro/.test(code)) return null;
      const result = await transformAsync(code, {
        filename: id,
        plugins: ['@lingui/babel-plugin-lingui-macro'],
        parserOpts: { plugins: ['typescript', 'jsx'] },
        configFile: false,
        babelrc: false,
        sourceMaps: true,
      });
      return result?.code ? { code: result.code, map: result.map ?? null } : null;
    },
  };
}
