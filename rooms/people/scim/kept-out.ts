// SPDX-License-Identifier: EUPL-1.2
/** Élus whose access as agents the directory closed: the suffrage gave the mandate, so it stands; the body is asked what it means to do. */
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { ToDo } from '#platform/room.ts';
import { refuseMandate } from '../contract/mandates.ts';
import type { Tables } from '../tables.ts';

/** Elective mandates that stand while the directory keeps their holder out, for those who administer the body. */
export async function keptOutToDo(ctx: Context<Tables>): Promise<ToDo[]> {
  const { rows } = await sql<{ organisationId: string; title: string; href: string }>`
    select distinct e.organisation_id as "organisationId",
      'L’annuaire a fermé l’accès de ' || e.given_name || ' ' || e.family_name || ', qui garde un mandat d’élu : dire s’il se poursuit' as title,
      '/o/' || b.slug || '/personnes/' || e.id as href
    from people.scim_record r
    join people.mandate k on k.organisation_id = r.organisation_id and k.id = r.mandate_id
    join people.colleague e on e.organisation_id = k.organisation_id and e.person_id = k.person_id
    join organisations.body b on b.id = e.organisation_id
    where r.organisation_id = any ((select platform.readable())::uuid[])
      and r.shut_at is not null
      and r.settled_at is null
      and e.kind = 'elected'
      and (e.ends_on is null or e.ends_on >= ${ctx.today().toString()}::date)
    limit 100`.execute(ctx.tx);
  return rows.map((row) => ({ ...row, dueOn: null, kind: 'do' }));
}

/** Whether the directory keeps out the holder of this elective mandate: no provider of identity opens the body to them. */
export async function keptOut(ctx: Context<Tables>, { id, kind }: { id: string; kind: string }): Promise<'asked' | 'settled' | null> {
  if (kind !== 'elected') return null;
  const [record] = await recordsBehind(ctx, id).select('r.settled_at').execute();
  if (!record) return null;
  return record.settled_at === null ? 'asked' : 'settled';
}

/** Says that the elective mandate goes on. The provider of identity stays shut until the directory opens the access again. */
export async function settleKeptOut(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const records = await recordsBehind(ctx, id).select('r.id').execute();
  if (records.length === 0) throw refuseMandate('people.mandate-unknown');
  await ctx.tx
    .updateTable('people.scim_record')
    .set({ settled_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where(
      'id',
      'in',
      records.map((record) => record.id),
    )
    .execute();
  await ctx.record({ what: 'people.elective-mandate-goes-on', about: { mandate: id } });
}

function recordsBehind(ctx: Context<Tables>, mandateId: string) {
  return ctx.tx
    .selectFrom('people.mandate as m')
    .innerJoin('people.mandate as k', (join) => join.onRef('k.organisation_id', '=', 'm.organisation_id').onRef('k.person_id', '=', 'm.person_id'))
    .innerJoin('people.scim_record as r', (join) => join.onRef('r.organisation_id', '=', 'k.organisation_id').onRef('r.mandate_id', '=', 'k.id'))
    .where('m.organisation_id', '=', ctx.organisation)
    .where('m.id', '=', mandateId)
    .where('m.kind', '=', 'elected')
    .where('r.shut_at', 'is not', null)
    .orderBy('r.settled_at', (order) => order.asc().nullsFirst());
}
