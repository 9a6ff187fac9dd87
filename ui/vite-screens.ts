// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Plugin, UserConfig } from 'vite';

const ROOT = join(import.meta.dirname, '..');
const FONT = join(ROOT, 'node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2');

export type ScreensOptions = {
  outDir: string;
  /** Another list of rooms than `ui-rooms.ts`, for tests of the shell itself. */
  roomList?: string;
};

/** How Vite builds the screens; `vite.config.ts` and `build.ts` share it. */
export function screensConfig({ outDir, roomList }: ScreensOptions): UserConfig {
  return {
    root: join(ROOT, 'ui'),
    publicDir: 'public',
    base: '/',
    plugins: [react(), houseFont(), ...(roomList ? [otherRooms(roomList)] : [])],
    css: { modules: { generateScopedName: '[name]-[local]-[hash:5]' } },
    build: {
      outDir,
      emptyOutDir: true,
      manifest: true,
      target: ['chrome120', 'firefox125', 'safari17'],
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 700,
      rolldownOptions: {
        output: {
          codeSplitting: {
            // Manifests are a few hundred bytes each: one file for all, rather than one request a room.
            groups: [{ name: 'manifests', test: /[/\\]rooms[/\\][^/\\]+[/\\]ui\.ts$/ }],
          },
        },
      },
    },
  };
}

/** One address for the font, so that screens and public pages share one download. */
function houseFont(): Plugin {
  return {
    name: 'house-font',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'fonts/atkinson-hyperlegible-next.woff2', source: readFileSync(FONT) });
    },
    configureServer(server) {
      server.middlewares.use('/fonts/atkinson-hyperlegible-next.woff2', (_request, response) => {
        response.setHeader('content-type', 'font/woff2');
        response.end(readFileSync(FONT));
      });
    },
  };
}

function otherRooms(roomList: string): Plugin {
  return {
    name: 'other-rooms',
    enforce: 'pre',
    resolveId(source) {
      return source.endsWith('/ui-rooms.ts') ? roomList : null;
    },
  };
}
