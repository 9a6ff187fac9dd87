// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { Refusal } from '#platform/http/contract.ts';
import { liftSuspension, openedUnder, suspendRights } from '#rooms/rights/api.ts';
import { authorOf } from '../author.ts';
import { refuse } from '../contract/suspensions.ts';
import type { Tables } from '../tables.ts';

type Asked = { id: string; beginsOn: string; endsOn?: string | undefined; reason: string };
type Convention = Pick<Tables['adhesions.convention'], 'id' | 'kind' | 'payer_id' | 'beneficiary_id' | 'begins_on' | 'ends_on' | 'opened_at'>;

/**
 * Suspends a convention, a cadre with all that stands under it: each body keeps what it has and may use none of it. Refuses one that is not open
 * on that day, and a second suspension at once.
 */
export async function suspendAdhesion(ctx: Context<Tables>, { id, beginsOn, endsOn, reason }: Asked): Promise<{ id: string }> {
  const convention = await hold(ctx, id);
  if (endsOn && endsOn < beginsOn) throw refuse('adhesions.suspension-ends-before', {}, 'endsOn');
  if (!convention.opened_at || beginsOn < convention.begins_on || (convention.ends_on !== null && convention.ends_on < beginsOn))
    throw refuse('adhesions.suspends-what-is-closed', {}, 'beginsOn');
  if (await standingSuspension(ctx, id, beginsOn)) throw refuse('adhesions.suspended-already');
  const under = convention.kind === 'cadre' ? await openUnder(ctx, id, beginsOn) : [];
  const rights: string[] = [];
  for (const one of [convention, ...under]) {
    for (const service of await servicesToSuspend(ctx, one, beginsOn)) {
      const wanted = { beneficiaryId: one.beneficiary_id, beginsOn, reason, ...(service && { service }), ...(endsOn && { endsOn }) };
      rights.push((await suspendRights(ctx, wanted)).id);
    }
  }
  const suspensionId = ctx.newId();
  await ctx.tx
    .insertInto('adhesions.suspension')
    .values({
      organisation_id: ctx.organisation,
      id: suspensionId,
      convention_id: id,
      payer_id: convention.payer_id,
      beneficiary_id: convention.beneficiary_id,
      begins_on: beginsOn,
      ends_on: endsOn ?? null,
      reason,
      suspended_by: authorOf(ctx),
      suspended_at: ctx.now().toString(),
      resumed_by: null,
      resumed_at: null,
      rights,
    })
    .execute();
  await ctx.tell(
    'adhesions.suspended',
    { conventionId: id, beneficiaryId: convention.beneficiary_id, suspensionId },
    { heardIn: convention.beneficiary_id },
  );
  return { id: suspensionId };
}

/** Lifts the suspension of a convention: the bodies use their services again from today. Refuses when there is none. */
export async function resumeAdhesion(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const convention = await hold(ctx, id);
  const suspension = await standingSuspension(ctx, id, ctx.today().toString());
  if (!suspension) throw refuse('adhesions.not-suspended');
  for (const right of suspension.rights)
    await liftSuspension(ctx, { id: right }).catch((error: unknown) => {
      // Lifted by itself meanwhile, on the page of the rights.
      if (!(error instanceof Refusal && error.code === 'rights.unknown-suspension')) throw error;
    });
  const yesterday = ctx.today().subtract({ days: 1 }).toString();
  const beforeIt = Temporal.PlainDate.from(suspension.begins_on).subtract({ days: 1 }).toString();
  await ctx.tx
    .updateTable('adhesions.suspension')
    // One that has not begun never holds a day.
    .set({ ends_on: yesterday > beforeIt ? yesterday : beforeIt, resumed_by: authorOf(ctx), resumed_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', suspension.id)
    .execute();
  const { beneficiary_id: beneficiaryId } = convention;
  await ctx.tell('adhesions.resumed', { conventionId: id, beneficiaryId, suspensionId: suspension.id }, { heardIn: beneficiaryId });
}

async function hold(ctx: Context<Tables>, id: string): Promise<Convention> {
  const convention = await ctx.tx
    .selectFrom('adhesions.convention')
    .select(['id', 'kind', 'payer_id', 'beneficiary_id', 'begins_on', 'ends_on', 'opened_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!convention) throw refuse('adhesions.suspends-unknown');
  return convention;
}

/** The suspension that holds a day from `on` on. */
export function standingSuspension(ctx: Context<Tables>, conventionId: string, on: string) {
  return ctx.tx
    .selectFrom('adhesions.suspension')
    .select(['id', 'begins_on', 'ends_on', 'reason', 'rights'])
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', conventionId)
    .where((where) =>
      where.or([where('ends_on', 'is', null), where.and([where('ends_on', '>=', on), where('ends_on', '>=', where.ref('begins_on'))])]),
    )
    .orderBy('begins_on')
    .executeTakeFirst();
}

function openUnder(ctx: Context<Tables>, cadreId: string, on: string): Promise<Convention[]> {
  return ctx.tx
    .selectFrom('adhesions.convention')
    .select(['id', 'kind', 'payer_id', 'beneficiary_id', 'begins_on', 'ends_on', 'opened_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('cadre_id', '=', cadreId)
    .where('opened_at', 'is not', null)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', on)]))
    .orderBy('id')
    .execute();
}

/** All at once; service by service where the body has another convention of this operator that goes on. */
export async function servicesToSuspend(
  ctx: Context<Tables>,
  { id, beneficiary_id }: Pick<Convention, 'id' | 'beneficiary_id'>,
  on: string,
): Promise<readonly (string | null)[]> {
  const others = await ctx.tx
    .selectFrom('adhesions.convention')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('beneficiary_id', '=', beneficiary_id)
    .where('id', '<>', id)
    .where('opened_at', 'is not', null)
    .where('begins_on', '<=', on)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', on)]))
    .execute();
  if (others.length === 0) return [null];
  const day = Temporal.PlainDate.from(on);
  const servicesUnder = async (conventionId: string): Promise<string[]> =>
    (await openedUnder(ctx, { openingKey: `convention ${conventionId}`, operatorId: ctx.organisation, on: day })).services.map(({ key }) => key);
  const kept = new Set<string>();
  for (const other of others) for (const key of await servicesUnder(other.id)) kept.add(key);
  return (await servicesUnder(id)).filter((key) => !kept.has(key));
}
