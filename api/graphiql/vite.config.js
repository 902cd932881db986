import { defineConfig } from 'vite';

export default defineConfig({
  // Relative, so that the page works below any path base.
  base: './',
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 8000,
    // Libraries mark modules for server rendering, which this page has none of.
    rolldownOptions: { onLog: (level, log, next) => log.code === 'MODULE_LEVEL_DIRECTIVE' || next(level, log) },
  },
});
