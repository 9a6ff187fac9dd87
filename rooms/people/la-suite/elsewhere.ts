// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { OpenedElsewhere } from '#platform/room.ts';
import type { Tables } from '../tables.ts';

/** The applications of La Suite that the readable bodies may open, for the home page. */
export async function laSuiteElsewhere(ctx: Context<Tables>): Promise<OpenedElsewhere[]> {
  const { rows } = await sql<{ body_id: string; number: number; name: string; url: string }>`
    select body_id, number, name, url from people.suite_open_to_me()`.execute(ctx.tx);
  return rows.map(({ body_id, number, name, url }) => ({
    organisationId: body_id,
    key: `people.la-suite-${number}`,
    title: name,
    description: 'Application de La Suite territoriale.',
    icon: 'cloud',
    href: url,
  }));
}
