// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { WithReply } from '#platform/http/answers.ts';
import { setSessionAside } from '#platform/http/session-cookie.ts';
import { refuseSupport } from '../contract/support.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { newSessionSecret, secretDigest } from '../sign-in/session.ts';
import type { Tables } from '../tables.ts';
import { refuseOutside } from './list-supportable.ts';

type Asked = { body: string; person: string; reason: string; minutes: number };

/**
 * Opens a session in the name of a person who serves a body of the operator's territory, for a reason and a limited time. The technician's own
 * session waits in the browser. Whoever is helped, and those who administer their body, are told.
 */
export async function beginSupport(ctx: Context<Tables>, { body, person, reason, minutes }: Asked) {
  await refuseOutside(ctx, body);
  const technician = personWhoActs(ctx);
  await refuseUnlessServing(ctx, body, person);
  if (person === technician.personId) throw refuseSupport('people.support-self', {}, 'person');
  await endEarlier(ctx, technician.personId);
  const id = ctx.newId();
  const begun = ctx.now();
  await ctx.tx
    .insertInto('people.support')
    .values({
      organisation_id: ctx.organisation,
      id,
      helped_id: body,
      technician_id: technician.personId,
      person_id: person,
      reason,
      begun_at: begun.toString(),
      ends_at: begun.add({ minutes }).toString(),
      ended_at: null,
      ended_how: null,
    })
    .execute();
  const secret = await openSupportSession(ctx, id, technician.sessionId);
  await ctx.tell('people.support-begun', { supportId: id, helpedId: body, personId: person }, { heardIn: body });
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', body).executeTakeFirstOrThrow();
  return new WithReply({ id, slug, endsAt: begun.add({ minutes }).toString() }, (reply) =>
    setSessionAside(reply, ctx.house.settings.publicUrl, secret, minutes * 60),
  );
}

async function refuseUnlessServing(ctx: Context<Tables>, body: string, person: string): Promise<void> {
  const { rows } = await sql`
    select from people.serving(${body}::uuid, ${ctx.now().toString()}::timestamptz) where person_id = ${person}::uuid`.execute(ctx.tx);
  if (rows.length === 0) throw refuseSupport('people.support-person', {}, 'person');
}

// One technician helps one person at a time: another begins, the earlier one ends.
async function endEarlier(ctx: Context<Tables>, technician: string): Promise<void> {
  const open = await ctx.tx
    .selectFrom('people.support')
    .select('id')
    .where('technician_id', '=', technician)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', ctx.now().toString())
    .execute();
  for (const { id } of open) await sql`select people.end_support(${id}::uuid, null, ${ctx.now().toString()}::timestamptz)`.execute(ctx.tx);
}

async function openSupportSession(ctx: Context<Tables>, support: string, openedFrom: string): Promise<string> {
  const secret = newSessionSecret();
  await sql`
    select people.open_support_session(
      ${support}::uuid, ${ctx.newId()}::uuid, ${openedFrom}::uuid, ${secretDigest(secret)}, ${ctx.now().toString()}::timestamptz
    )`.execute(ctx.tx);
  return secret;
}
