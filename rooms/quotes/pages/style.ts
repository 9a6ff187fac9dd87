// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Protocol } from '#platform/room.ts';

const css = readFileSync(join(import.meta.dirname, 'quotes.css'), 'utf8');

/** Where the style of the public pages is served; the address changes with the content, so browsers keep it for a year. */
export const stylePath = `/simulateur/style-${createHash('sha256').update(css).digest('hex').slice(0, 12)}.css`;

/** Serves that style with the pages, so that they are whole without the built screens. */
export const style: Protocol = {
  name: 'quotes.style',
  prefix: '',
  async plugin(app) {
    app.get(stylePath, (_request, reply) =>
      reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=31536000, immutable').send(css),
    );
  },
};
