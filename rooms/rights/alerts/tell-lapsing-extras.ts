// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import { notify } from '#platform/notify/notify.ts';
import { accountsToTell } from '#rooms/people/api.ts';
import { frenchAmount } from '../french-amount.ts';
import type { Tables } from '../tables.ts';

// Long enough to ask for another, short enough to be remembered.
const DAYS_BEFORE = 14;

type Lapsing = { id: string; organisation_id: string; beneficiary_id: string; allowance_id: string; ends_on: string };

/** Each night, tells the body and its operator of what was added by hand and ends within two weeks: once each, whatever is replayed. */
export async function tellLapsingExtras(ctx: Context<Tables>): Promise<void> {
  const today = ctx.today();
  const lapsing = await acrossOrganisations<Tables, Lapsing[]>(
    ctx.house.db,
    'rights.tell-lapsing-extras',
    'prévenir de la fin des suppléments accordés à la main',
    (tx) =>
      tx
        .selectFrom('rights.extra')
        .select(['id', 'organisation_id', 'beneficiary_id', 'allowance_id', 'ends_on'])
        .where('ended_at', 'is', null)
        .where('ends_on', '>=', today.toString())
        .where('ends_on', '<=', today.add({ days: DAYS_BEFORE }).toString())
        .orderBy('ends_on')
        .orderBy('id')
        .$narrowType<{ ends_on: string }>()
        .execute(),
  );
  for (const extra of lapsing) {
    const { organisation_id: organisation } = extra;
    await inContext<Tables, void>(ctx.house, { actor: ctx.actor, organisation }, (inside) => tellOnce(inside, extra));
    for (const organisation of new Set([extra.beneficiary_id, extra.organisation_id]))
      await inContext<Tables, void>(ctx.house, { actor: ctx.actor, organisation }, (inside) => tellThere(inside, extra));
  }
}

/** What other rooms and programs hear: said once for a last day, and once more when that day is moved. */
async function tellOnce(
  ctx: Context<Tables>,
  { id, allowance_id: allowanceId, beneficiary_id: beneficiaryId, ends_on: lastOn }: Lapsing,
): Promise<void> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('rights.extra')
    .set({ lapse_told_for: lastOn })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where((where) => where.or([where('lapse_told_for', 'is', null), where('lapse_told_for', '<>', lastOn)]))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await ctx.tell('rights.extra-lapsing', { beneficiaryId, allowanceId, extraId: id, lastOn }, { heardIn: beneficiaryId });
}

async function tellThere(ctx: Context<Tables>, { id, allowance_id, beneficiary_id, ends_on }: Lapsing): Promise<void> {
  const extra = await ctx.tx
    .selectFrom('rights.extra as e')
    .innerJoin('rights.allowance as a', (join) => join.onRef('a.organisation_id', '=', 'e.organisation_id').onRef('a.id', '=', 'e.allowance_id'))
    .innerJoin('organisations.body as holder', 'holder.id', 'e.beneficiary_id')
    .innerJoin('organisations.body as here', (join) => join.on('here.id', '=', ctx.organisation))
    .select(['e.amount', 'a.label', 'a.unit', 'holder.name as holder', 'here.slug'])
    .where('e.id', '=', id)
    .executeTakeFirst();
  if (!extra) return; // erased meanwhile
  const isHolder = ctx.organisation === beneficiary_id;
  const says = `le supplément de ${frenchAmount(extra.amount, extra.unit)} pour « ${extra.label} » prend fin le ${formatDay(Temporal.PlainDate.from(ends_on))}.`;
  for (const personId of await accountsToTell(ctx, 'rights.be-told'))
    await notify(ctx, {
      personId,
      what: 'rights.extra-lapses',
      title: isHolder ? `Votre collectivité : ${says}` : `${extra.holder} : ${says}`,
      href: isHolder ? `/o/${extra.slug}/droits/${allowance_id}` : `/o/${extra.slug}/droits-des-collectivites/${beneficiary_id}`,
      importance: 'normal',
      key: `rights.extra-lapses ${ctx.organisation} ${id} ${ends_on}`,
    });
}
