// SPDX-License-Identifier: EUPL-1.2
/** A body of one agent has no second person: somebody of its operator is it. */
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import type { ToDo } from '#platform/room.ts';
import type { servedMaintenance } from '../contract.ts';
import { refuse } from '../contract/refusals.ts';
import { answerMaintenance } from '../maintenance/answer-maintenance.ts';
import type { Tables } from '../tables.ts';
import { inServedBody, requireOperator } from './require-operator.ts';

type Ctx = Context<Tables>;

/** The maintenances that wait for an answer in the bodies that this operator keeps, the longest ago first. */
export async function listServedMaintenances(ctx: Ctx) {
  await requireOperator(ctx);
  const rows = (await readWaiting(ctx)).map(({ operatorId: _operator, operatorSlug: _slug, ...row }) => row);
  return { rows, total: rows.length };
}

/** Allows or refuses, in the rows of the body, which reads by whom. Refuses a maintenance of a body that another operator keeps. */
export async function answerServedMaintenance(ctx: Ctx, { id, isAllowed }: { id: string; isAllowed: boolean }): Promise<void> {
  await inServedBody(
    ctx,
    async ({ tx, organisation }) => {
      const asked = await tx
        .selectFrom('backup.maintenance')
        .select('organisation_id as bodyId')
        .where('operator_id', '=', organisation)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!asked) throw refuse('backup.maintenance-unknown');
      return asked;
    },
    (inside) => answerMaintenance(inside, { id, isAllowed }),
  );
}

/** The same as what awaits those who oversee; what they asked themselves awaits another. */
export async function servedMaintenancesToDo(ctx: Ctx): Promise<ToDo[]> {
  return (await readWaiting(ctx))
    .filter(({ isMine }) => !isMine)
    .map(({ operatorId, operatorSlug, body, machine, askedByName }) => ({
      organisationId: operatorId,
      kind: 'do',
      title: `Autoriser, ou non, l’effacement d’anciennes sauvegardes de « ${machine} », ${body}`,
      detail: `Demandé par ${askedByName}`,
      href: `/o/${operatorSlug}/sauvegardes-du-territoire`,
      dueOn: null,
    }));
}

// What the operator asks of its own machines stands with its other machines.
async function readWaiting(ctx: Ctx) {
  const reader = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const { rows } = await sql<z.output<typeof servedMaintenance> & { operatorId: string; operatorSlug: string }>`
    select m.id, b.name as body, r.label as machine, m.reason, m.asked_by_name as "askedByName", m.asked_at as "askedAt",
      coalesce(m.asked_by = ${reader}::uuid, false) as "isMine", m.operator_id as "operatorId", o.slug as "operatorSlug"
    from backup.maintenance m
    join backup.repository r on r.organisation_id = m.organisation_id and r.id = m.repository_id
    join organisations.body b on b.id = m.organisation_id
    join organisations.body o on o.id = m.operator_id
    where m.operator_id = any (${[...ctx.organisations]}::uuid[])
      and m.organisation_id <> m.operator_id
      and m.answered_at is null
      and r.closed_at is null
    order by m.asked_at, m.id
    limit 200`.execute(ctx.tx);
  return rows;
}
