// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { departuresOf, mandatesToClose } from './leaving.ts';

/** What whoever holds this mandate has in the body, room by room, and who could take it over. */
export async function previewDeparture(ctx: Context<Tables>, { id }: { id: string }) {
  const mandates = await mandatesToClose(ctx, id);
  const leaving = { personId: mandates[0].person_id, mandateIds: mandates.map((mandate) => mandate.id), lastDay: ctx.today().toString() };
  const holds = [];
  for (const { name, label, list, handOver } of departuresOf(ctx))
    holds.push({ name, label, canBeHandedOver: handOver !== undefined, things: await list(ctx, leaving) });
  return {
    name: `${mandates[0].given_name} ${mandates[0].family_name}`,
    mandates: mandates.map((mandate) => ({ id: mandate.id, title: mandate.title, endsOn: mandate.ends_on, email: mandate.email })),
    holds,
    successors: await successors(ctx, leaving.personId),
  };
}

async function successors(ctx: Context<Tables>, except: string) {
  const today = ctx.today().toString();
  const rows = await ctx.tx
    .selectFrom('people.colleague')
    .select(['id', 'given_name', 'family_name', 'title', 'email'])
    .where('organisation_id', '=', ctx.organisation)
    .where('person_id', '!=', except)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>', today)]))
    .orderBy('family_name')
    .orderBy('given_name')
    .execute();
  return rows.map(({ id, given_name, family_name, title, email }) => ({ id, name: `${given_name} ${family_name}`, title, email }));
}
