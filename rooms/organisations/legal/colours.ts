// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { type Appearance, appearanceCss } from '#platform/appearance/appearance.ts';
import { answerError } from '#platform/http/problems.ts';
import type { Protocol } from '#platform/room.ts';
import { refuse } from '../contract/refusals.ts';
import { operatorBySlug } from '../operators/operators.ts';
import { appearanceOf } from '../operators/read-appearance.ts';

/** The address of an operator's colours, with the digest of what it will answer, so that browsers keep it; null where the house's stand. */
export function coloursAddress(slug: string, appearance: Appearance): string | null {
  const css = appearanceCss(appearance);
  return css === '' ? null : `/o/${slug}/couleurs.css?v=${digestOf(css)}`;
}

/** Serves the colours of each operator to pages that have no script, corrected as the shell corrects them. */
export const colours: Protocol = {
  name: 'organisations.colours',
  prefix: '',
  async plugin(app, house) {
    app.get<{ Params: { organisation: string }; Querystring: { v?: string } }>('/o/:organisation/couleurs.css', async (request, reply) => {
      const { organisation: slug } = request.params;
      const operator = await operatorBySlug(house, slug);
      if (!operator) return answerError(refuse('organisations.unknown-operator', { asked: slug }), request, reply);
      const css = appearanceCss(await appearanceOf(house, operator));
      // An address of former colours must not keep today's for a year.
      const kept = request.query.v === digestOf(css) ? 'public, max-age=31536000, immutable' : 'no-cache';
      return reply.type('text/css; charset=utf-8').header('cache-control', kept).send(css);
    });
  },
};

function digestOf(css: string): string {
  return createHash('sha256').update(css).digest('hex').slice(0, 12);
}
