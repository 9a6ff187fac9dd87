// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseMandate } from '../contract/mandates.ts';
import { keepHolder } from '../generic-accounts/keep-holder.ts';
import { bodyRoles } from '../roles/body-roles.ts';
import { grantsOf } from '../roles/grantable.ts';
import { keepAdministrator } from '../roles/keep-administrator.ts';
import type { Tables } from '../tables.ts';
import { checkDates, type Dates } from './check-dates.ts';
import { isOneself } from './is-oneself.ts';
import { stateOf } from './mandate-line.ts';
import { refuseSecond, type MandateInput } from './open-mandate.ts';
import { findMandate } from './read-mandate.ts';

type Mandate = Tables['people.colleague'];
type Change = MandateInput & { email: string | null };

/** Changes a mandate. Roles that it did not have must be the actor's to give; the body keeps an administrator. Effective at the next request. */
export async function changeMandate(ctx: Context<Tables>, { id, ...input }: Change & { id: string }): Promise<void> {
  const mandate = await findMandate(ctx, id);
  const email = input.email?.trim().toLowerCase() ?? null;
  checkDates(input, ctx.today());
  if (email !== null && (email !== mandate.email || input.kind !== mandate.kind)) await refuseSecond(ctx, email, input.kind, id);
  await checkGrants(ctx, mandate, input.roles, input);
  const personId = email === null || email === mandate.email ? mandate.person_id : await personAfter(ctx, mandate, email, input);
  await write(ctx, mandate, {
    person_id: personId,
    given_name: input.givenName,
    family_name: input.familyName,
    kind: input.kind,
    roles: [...new Set(input.roles)],
    title: input.title,
    email,
    begins_on: input.beginsOn,
    ends_on: input.endsOn,
  });
  await ctx.tell('people.mandate-changed', { mandateId: id });
}

/** Ends a mandate after a day, the last on which it opens anything. */
export async function endMandate(ctx: Context<Tables>, { id, endsOn }: { id: string; endsOn: string }): Promise<void> {
  const mandate = await findMandate(ctx, id);
  if (stateOf(mandate, ctx.today().toString()) === 'ended') throw refuseMandate('people.mandate-ended');
  checkDates({ kind: mandate.kind, beginsOn: mandate.begins_on, endsOn }, ctx.today());
  await checkGrants(ctx, mandate, [], { endsOn });
  await write(ctx, mandate, { ends_on: endsOn });
  await ctx.tell('people.mandate-ended', { mandateId: id, endsOn });
}

/** Opens again a mandate that ended, or takes its end back. What it opens must be the actor's to give, as for a new one. */
export async function reopenMandate(ctx: Context<Tables>, { id, endsOn }: { id: string; endsOn: string | null }): Promise<void> {
  const mandate = await findMandate(ctx, id);
  if (mandate.ends_on === null) throw refuseMandate('people.mandate-not-ended');
  checkDates({ kind: mandate.kind, beginsOn: mandate.begins_on, endsOn }, ctx.today());
  if (endsOn !== null && endsOn < ctx.today().toString()) throw refuseMandate('people.ends-before-beginning', {}, 'endsOn');
  if (mandate.email !== null) await refuseSecond(ctx, mandate.email, mandate.kind, id);
  await checkGrants(ctx, mandate, mandate.roles, { endsOn });
  await write(ctx, mandate, { ends_on: endsOn });
  await ctx.tell('people.mandate-reopened', { mandateId: id });
}

// Giving time back to a mandate gives what its roles open: all of them are looked at then, and else those that are new.
async function checkGrants(
  ctx: Context<Tables>,
  mandate: Mandate,
  wanted: readonly string[],
  dates: Partial<Pick<Dates, 'beginsOn' | 'endsOn'>>,
): Promise<void> {
  const grants = await grantsOf(ctx, await bodyRoles(ctx));
  const added = isLonger(mandate, dates) ? wanted : wanted.filter((role) => !mandate.roles.includes(role));
  grants.check(added, { isOneself: await isOneself(ctx, mandate.person_id) });
}

function isLonger(mandate: Mandate, { beginsOn, endsOn }: Partial<Pick<Dates, 'beginsOn' | 'endsOn'>>): boolean {
  const isEarlier = beginsOn !== undefined && beginsOn < mandate.begins_on;
  const isLater = endsOn !== undefined && mandate.ends_on !== null && (endsOn === null || endsOn > mandate.ends_on);
  return isEarlier || isLater;
}

async function write(ctx: Context<Tables>, mandate: Mandate, values: Partial<Tables['people.mandate']>): Promise<void> {
  const today = ctx.today();
  const endsOn = values.ends_on === undefined ? mandate.ends_on : values.ends_on;
  const days = [today, ...(endsOn === null || endsOn < today.toString() ? [] : [Temporal.PlainDate.from(endsOn).add({ days: 1 })])];
  const update = async (): Promise<void> => {
    await ctx.tx.updateTable('people.mandate').set(values).where('organisation_id', '=', ctx.organisation).where('id', '=', mandate.id).execute();
  };
  await keepAdministrator(
    ctx,
    days,
    () => keepHolder(ctx, mandate.id, days, update),
    () => refuseMandate('people.last-administrator', {}, values.roles === undefined ? 'endsOn' : 'roles'),
  );
}

async function personAfter(ctx: Context<Tables>, mandate: Mandate, email: string, { givenName, familyName }: Change): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select people.person_after(${mandate.person_id}::uuid, ${email}, ${ctx.newId()}::uuid, ${givenName}, ${familyName}, ${ctx.now().toString()}::timestamptz) as id`.execute(
    ctx.tx,
  );
  const [row] = rows;
  if (!row) throw new Error('people.person_after answered nothing');
  return row.id;
}
