// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { z } from 'zod';
import type { expiryShape } from '../contract/expiries.ts';

export type ExpiryRow = { check_id: string; body_id: string; slug: string; body: string; name: string; what: 'certificate' | 'domain'; on: string };

/** What both lists of expiries show of each: columns of `watchedExpiries`. */
export const expiryColumns = sql`c.id as check_id, b.id as body_id, b.slug, b.name as body, c.name, e.what, e.ends_on as on`;

/** States (`s`) that know a day on which something ends (`e`), with their check (`c`), which still looks, and its body (`b`); whose is the caller's to say. */
export const watchedExpiries = sql`
  monitoring.state s
  cross join lateral (
    values ('certificate', s.facts ->> 'certificateEndsOn'), ('domain', s.facts ->> 'domainEndsOn')
  ) as e (what, ends_on)
  join monitoring.check c on c.organisation_id = s.organisation_id and c.id = s.id and not c.is_paused
  join organisations.body b on b.id = s.body_id`;

export function expiryOf(row: ExpiryRow): z.output<typeof expiryShape> {
  return { checkId: row.check_id, body: { id: row.body_id, slug: row.slug, name: row.body }, name: row.name, what: row.what, on: row.on };
}
