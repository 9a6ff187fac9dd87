// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { permissionsOf } from '#platform/access/permissions-of.ts';
import type { Mandate } from '#platform/access/provided.ts';
import { rightsOf } from '#platform/access/providers.ts';
import type { Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import { personWhoActs } from './person-who-acts.ts';
import type { Tables } from './tables.ts';

type Row = { mandate: Mandate; title: string; id: string; slug: string; name: string; kind: string };

/** The person signed in, with the bodies for which they may act today and what they may do there. */
export async function readMe(ctx: Context<Tables>) {
  const { personId, name, sessionId, supportedBy } = personWhoActs(ctx);
  const { rows } = await sql<Row>`
    select mandate, m.title, b.id, b.slug, b.name, b.kind
    from jsonb_array_elements(people.who_in_session(${sessionId}::uuid, ${ctx.now().toString()}::timestamptz)) as mandate
    join people.mandate m on m.organisation_id = (mandate ->> 'organisationId')::uuid and m.id = (mandate ->> 'id')::uuid
    join organisations.body b on b.id = m.organisation_id
    order by b.name, m.created_at`.execute(ctx.tx);
  const mandates = rows.map(async ({ mandate, title, ...organisation }) => ({
    organisation,
    title,
    roles: [...mandate.roles],
    permissions: permissionsHeld(ctx.house, mandate, supportedBy !== undefined),
    rights: await rightsHeld(ctx.house, organisation.id),
    locked: mandate.locked ?? null,
  }));
  const { rows: delegate } = await sql<{ is: boolean }>`select people.am_i_delegate(${ctx.now().toString()}::timestamptz) as is`.execute(ctx.tx);
  return {
    person: { id: personId, name },
    supportedBy: supportedBy?.name ?? null,
    supportSecondsLeft: supportedBy ? secondsUntil(ctx, supportedBy.until) : null,
    mandates: await Promise.all(mandates),
    delegates: supportedBy === undefined && (delegate[0]?.is ?? false),
  };
}

function permissionsHeld({ index }: House, mandate: Mandate, isSupported: boolean): string[] {
  return [...permissionsOf(index, mandate)].filter((name) => !(isSupported && index.permissions.get(name)?.withheldFromSupport)).sort();
}

/** The rights that a body holds, among those that the rooms sell. */
export async function rightsHeld(house: House, organisationId: string): Promise<string[]> {
  const held: string[] = [];
  for (const right of house.rooms.flatMap((room) => room.sells ?? []))
    if (await rightsOf(house).holds(house, organisationId, right)) held.push(right);
  return held;
}

function secondsUntil(ctx: Context<Tables>, until: string): number {
  return Math.max(0, Math.round(Temporal.Instant.from(until).since(ctx.now()).total('seconds')));
}
