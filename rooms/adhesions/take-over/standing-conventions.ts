// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { builtUpon } from '#rooms/rights/api.ts';
import type { Tables } from '../tables.ts';
import type { Said } from './said.ts';

export type StandingConvention = {
  id: string;
  number: string;
  kind: 'cadre' | 'tripartite' | 'package';
  payerId: string;
  beneficiaryId: string;
  cadreId: string | null;
  edition: string;
  beginsOn: string;
  endsOn: string | null;
  isEnded: boolean;
  openedAt: string | null;
  concludedAt: string;
  /** What the file that brought it, or last corrected it, said; null when it was concluded here. */
  said: Said | null;
  saidDigest: string | null;
};

export type Standing = {
  byNumber: ReadonlyMap<string, StandingConvention>;
  cadres: readonly StandingConvention[];
  tripartites: readonly StandingConvention[];
  memberships: readonly { conventionId: string; number: string; beneficiaryId: string; scope: string; beginsOn: string; endsOn: string | null }[];
  /** Conventions of which the rights were used since. */
  isUsed: ReadonlySet<string>;
};

/** What the register holds of the conventions, EPCI and bodies that a file names: three queries, whatever its length. */
export async function standingFor(ctx: Context<Tables>, said: readonly Said[]): Promise<Standing> {
  const numbers = said.map(({ number }) => number);
  const payers = [...new Set(said.map(({ payerId }) => payerId))];
  const bodies = [...new Set(said.map(({ beneficiaryId }) => beneficiaryId))];
  const { rows } = await sql<StandingConvention>`
    select c.id, c.number, c.kind, c.payer_id as "payerId", c.beneficiary_id as "beneficiaryId", c.cadre_id as "cadreId", c.edition,
      c.begins_on as "beginsOn", c.ends_on as "endsOn", c.ended_at is not null as "isEnded", c.opened_at as "openedAt",
      c.concluded_at as "concludedAt", t.said, t.said_digest as "saidDigest"
    from adhesions.convention c
    left join lateral (
      select o.said, o.said_digest
      from adhesions.taken_over o
      where o.organisation_id = c.organisation_id and o.convention_id = c.id
      order by o.recorded_at desc, o.id desc
      limit 1) t on true
    where c.organisation_id = ${ctx.organisation}
      and (c.number = any (${numbers}::text[]) or (c.payer_id = any (${payers}::uuid[]) and c.kind <> 'package'))`.execute(ctx.tx);
  const { rows: memberships } = await sql<Standing['memberships'][number]>`
    select m.convention_id as "conventionId", c.number, m.beneficiary_id as "beneficiaryId", m.scope, m.begins_on as "beginsOn", m.ends_on as "endsOn"
    from adhesions.membership m
    join adhesions.convention c on c.organisation_id = m.organisation_id and c.id = m.convention_id
    where m.organisation_id = ${ctx.organisation}
      and m.beneficiary_id = any (${bodies}::uuid[])`.execute(ctx.tx);
  const known = rows.filter(({ number }) => numbers.includes(number));
  const used = await builtUpon(
    ctx,
    known.map(({ id }) => `convention ${id}`),
  );
  return {
    byNumber: new Map(known.map((one) => [one.number, one])),
    cadres: rows.filter(({ kind }) => kind === 'cadre'),
    tripartites: rows.filter(({ kind }) => kind === 'tripartite'),
    memberships,
    isUsed: new Set(known.filter(({ id }) => used.has(`convention ${id}`)).map(({ id }) => id)),
  };
}
