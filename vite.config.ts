// SPDX-License-Identifier: EUPL-1.2
import { defineConfig } from 'vite';
import { screensConfig } from './ui/vite-screens.ts';

/** For `vite` in development: the screens, with the server of `npm start` behind them. */
export default defineConfig({
  ...screensConfig({ outDir: '.build/ui' }),
  server: { proxy: { '/api': 'http://localhost:3000' } },
});
