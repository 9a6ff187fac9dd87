// SPDX-License-Identifier: EUPL-1.2
/** Passwords of the bodies' repositories that a person of the operator holds. */
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import type { entrustedShape, toResealShape } from '../contract.ts';
import { refuse } from '../contract/refusals.ts';
import { openEscrow } from '../escrow/escrows.ts';
import { openBox } from '../escrow/sealed-boxes.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { inServedBody, requireOperator } from './require-operator.ts';

type Ctx = Context<Tables>;

/** What is entrusted with the reader. */
export async function listEntrusted(ctx: Ctx) {
  await requireOperator(ctx);
  const reader = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const { rows } = await sql<z.output<typeof entrustedShape>>`
    select c.id, b.name as body, r.label as machine, c.mode, c.is_stale as "isStale"
    from backup.custody c
    join backup.repository r on r.organisation_id = c.organisation_id and r.id = c.repository_id
    join organisations.body b on b.id = c.organisation_id
    where c.operator_id = ${ctx.organisation}
      and c.person_id = ${reader}::uuid
      and r.closed_at is null
    order by b.name, r.label`.execute(ctx.tx);
  return { rows, total: rows.length };
}

/** A list longer than this is not read, it is a call to make. */
const MOST_SHOWN = 50;

/** What bodies are to entrust again, the first fifty and how many there are: a custodian has left, or one of the operator has made another sheet. */
export async function listToReseal(ctx: Ctx) {
  await requireOperator(ctx);
  const { rows } = await sql<z.output<typeof toResealShape> & { total: number }>`
    select waiting.*, count(*) over ()::int as total
    from (
      select l.id, b.name as body, r.label as machine, l.custodian_name as lapsed, l.noticed_at as "noticedAt"
      from backup.custodian_lapse l
      join backup.repository r on r.organisation_id = l.organisation_id and r.id = l.repository_id and r.closed_at is null
      join organisations.body b on b.id = l.organisation_id
      where l.operator_id = ${ctx.organisation}
      union all
      select (array_agg(c.id order by c.id))[1], b.name, r.label, null, null
      from backup.custody c
      join backup.repository r on r.organisation_id = c.organisation_id and r.id = c.repository_id and r.closed_at is null
      join organisations.body b on b.id = c.organisation_id
      where c.operator_id = ${ctx.organisation} and c.is_stale
      group by c.escrow_id, b.name, r.label) waiting
    order by body, machine, lapsed, id
    limit ${MOST_SHOWN}`.execute(ctx.tx);
  return { rows: rows.map(({ id, body, machine, lapsed, noticedAt }) => ({ id, body, machine, lapsed, noticedAt })), total: rows[0]?.total ?? 0 };
}

/** Opens as any custodian does: written down in the body, both custodians told. */
export function openEntrusted(ctx: Ctx, { id, reason }: { id: string; reason: string }): Promise<{ password: string }> {
  return inEntrustedBody(ctx, id, (inside, repositoryId) => openEscrow(inside, { id: repositoryId, reason }));
}

/** The same for what is sealed to the reader's own key. */
export function openEntrustedBox(ctx: Ctx, { id, reason }: { id: string; reason: string }) {
  return inEntrustedBody(ctx, id, (inside, repositoryId) => openBox(inside, { id: repositoryId, reason }));
}

function inEntrustedBody<Result>(ctx: Ctx, id: string, work: (inside: Ctx, repositoryId: string) => Promise<Result>): Promise<Result> {
  const { personId } = personWhoActs(ctx);
  return inServedBody(
    ctx,
    async ({ tx, organisation }) => {
      const custody = await tx
        .selectFrom('backup.custody')
        .select(['organisation_id as bodyId', 'repository_id as repositoryId'])
        .where('operator_id', '=', organisation)
        .where('person_id', '=', personId)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!custody) throw refuse('backup.not-a-custodian');
      return custody;
    },
    (inside, { repositoryId }) => work(inside, repositoryId),
  );
}
