// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { compileEdition, editionNamed, editionOn, type CompiledEdition } from '#rooms/catalogue/api.ts';
import { operatorOn, operatorServing, type BodyFacts, type Operator, type OperatorView } from '#rooms/organisations/api.ts';
import { refuseSubscription, type SubscriptionSettings } from '../contract/subscriptions.ts';
import type { Tables } from '../tables.ts';

/** A convention of packages that stands on a day, with the packages that it holds for whom. */
export type HeldConvention = {
  id: string;
  number: string;
  edition: string;
  beginsOn: string;
  endsOn: string | null;
  scopes: readonly { scope: string; beneficiaryId: string }[];
};

export type Subscriber = {
  operator: Operator;
  settings: SubscriptionSettings;
  view: OperatorView;
  body: BodyFacts;
  /** Its budgets annexes, for which it subscribes too. */
  units: readonly BodyFacts[];
  /** Establishments attached to it that have a board of their own. */
  others: readonly BodyFacts[];
  convention: HeldConvention | null;
  /** That of the convention in force, which a rider keeps; otherwise that of the day. */
  edition: CompiledEdition;
};

/** The operator that serves a body on a day. Refuses when there is none, or when the body is not of its territory. */
export async function operatorFor<T>(ctx: Context<T>, bodyId: string, name: string): Promise<Operator> {
  const operator = await operatorServing(ctx.house, bodyId, ctx.today());
  if (!operator || operator.id === bodyId) throw refuseSubscription('adhesions.no-operator');
  const view = await operatorOn(ctx.house, operator.id, ctx.today());
  if (view.parts.length > 0 && !view.isInTerritory(bodyId))
    throw refuseSubscription('adhesions.outside-territory', { name, operator: operator.name });
  return operator;
}

/** Gathers, in the operator's transaction, all that a subscription of this body depends on. Refuses without edition or without package. */
export async function gatherSubscriber(
  ctx: Context<Tables>,
  operator: Operator,
  { bodyId, on, settings }: { bodyId: string; on: string; settings: SubscriptionSettings },
): Promise<Subscriber> {
  const view = await operatorOn(ctx.house, operator.id, Temporal.PlainDate.from(on));
  const body = view.find(bodyId);
  if (!body) throw refuseSubscription('adhesions.no-operator');
  const convention = await heldConvention(ctx, bodyId, on);
  const record = convention
    ? await editionNamed(ctx, operator.id, convention.edition)
    : await editionOn(ctx, operator.id, Temporal.PlainDate.from(on));
  if (!record) throw refuseSubscription('adhesions.no-edition', { operator: operator.name });
  const edition = compileEdition(record.edition);
  if (!edition.source.offers.some(({ kind }) => kind === 'package')) throw refuseSubscription('adhesions.no-package', { operator: operator.name });
  const attached = view.declared.filter(({ parentId }) => parentId === bodyId);
  return {
    operator,
    settings,
    view,
    body,
    units: attached.filter(({ kind }) => kind === 'budget-annexe'),
    others: attached.filter(({ kind }) => kind !== 'budget-annexe'),
    convention,
    edition,
  };
}

/** The packages that each body holds under the standing convention. */
export function heldBy({ convention }: Pick<Subscriber, 'convention'>): ReadonlyMap<string, readonly string[]> {
  const held = new Map<string, string[]>();
  for (const { scope, beneficiaryId } of convention?.scopes ?? []) held.set(beneficiaryId, [...(held.get(beneficiaryId) ?? []), scope]);
  return held;
}

async function heldConvention(ctx: Context<Tables>, bodyId: string, on: string): Promise<HeldConvention | null> {
  const convention = await ctx.tx
    .selectFrom('adhesions.convention')
    .select(['id', 'number', 'edition', 'begins_on as beginsOn', 'ends_on as endsOn'])
    .where('organisation_id', '=', ctx.organisation)
    .where('kind', '=', 'package')
    .where('beneficiary_id', '=', bodyId)
    .where('begins_on', '<=', on)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', on)]))
    .orderBy('begins_on', 'desc')
    .executeTakeFirst();
  if (!convention) return null;
  const scopes = await ctx.tx
    .selectFrom('adhesions.membership')
    .select(['scope', 'beneficiary_id as beneficiaryId'])
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', convention.id)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', on)]))
    .orderBy('scope')
    .execute();
  return { ...convention, scopes };
}
