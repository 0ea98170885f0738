// Bundles exhibits with esbuild: node build.cjs OUT name=file ... It finds the
// libraries through NODE_PATH.
const esbuild = require('esbuild');
const fs = require('node:fs');
const svelte = {
  name: 'svelte',
  setup(build) {
    build.onLoad({ filter: /\.svelte$/ }, (args) => {
      const { compile } = require('svelte/compiler');
      return { contents: compile(fs.readFileSync(args.path, 'utf8'), { filename: args.path, css: 'injected', generate: 'client' }).js.code };
    });
  },
};
const [outdir, ...entries] = process.argv.slice(2);
esbuild.build({
  entryPoints: entries.map((e) => ({ out: e.slice(0, e.indexOf('=')), in: e.slice(e.indexOf('=') + 1) })),
  outdir, bundle: true, minify: true, format: 'iife', platform: 'browser', target: 'chrome120', logLevel: 'error',
  jsx: 'automatic', nodePaths: [process.env.NODE_PATH], plugins: [svelte], conditions: ['browser'], mainFields: ['browser', 'module', 'main'],
  // Its package exports it to readers of style sheets alone.
  alias: { 'material-theme': process.env.NODE_PATH + '/@angular/material/prebuilt-themes/indigo-pink.css' },
  define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
  external: ['/assets/*'], // the images of a style sheet that expects its site's folder
  loader: Object.fromEntries(['.woff', '.woff2', '.ttf', '.eot', '.svg', '.png', '.jpg', '.gif', '.webp'].map((x) => [x, 'dataurl'])),
  tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
}).catch(() => process.exit(1));
