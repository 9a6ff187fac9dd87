// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { anyOf } from '#platform/db/any-of.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import { compileEdition, editionNamed, type CompiledEdition } from '#rooms/catalogue/api.ts';
import { openRights, rightsOf, type Opening } from '#rooms/rights/api.ts';
import { proposeFirstDays } from './commissioning/propose-day.ts';
import { refuse } from './contract.ts';
import { continuedBy } from './successions/continued-by.ts';
import { termsOf, type Terms } from './successions/terms.ts';
import { linesToOpen } from './subscriptions/lines-to-open.ts';
import { rightsOfLines, withLines, type SubscribedLine } from './subscriptions/rights-of-lines.ts';
import { unitsOf } from './subscriptions/units.ts';
import type { Tables } from './tables.ts';
import { openingOfTakenOver } from './take-over/opening-of-taken-over.ts';

type Convention = Pick<
  Tables['adhesions.convention'],
  'id' | 'kind' | 'payer_id' | 'beneficiary_id' | 'cadre_id' | 'edition' | 'quote_id' | 'begins_on' | 'ends_on'
>;

/** Each night: opens the conventions whose first day has come, operator by operator. */
export async function openConventions(ctx: Context<Tables>): Promise<void> {
  const operators = await acrossOrganisations<Tables, { organisation_id: string }[]>(
    ctx.house.db,
    'adhesions.open',
    'ouvrir les conventions du jour',
    (tx) =>
      tx
        .selectFrom('adhesions.convention')
        .select('organisation_id')
        .distinct()
        .where('opened_at', 'is', null)
        .where('begins_on', '<=', ctx.today().toString())
        .execute(),
  );
  for (const { organisation_id } of operators)
    await inContext<Tables, void>(ctx.house, { actor: ctx.actor, organisation: organisation_id }, (inside) => openDueConventions(inside));
}

/**
 * Opens the rights of the operator's conventions whose day has come: all of them, or those named. What continues another is opened ahead of its
 * day, so that midnight leaves no hole. Opened once, whatever is replayed.
 */
export async function openDueConventions(ctx: Context<Tables>, only?: readonly string[], { isAhead = false } = {}): Promise<void> {
  const due = await ctx.tx
    .selectFrom('adhesions.convention')
    .select(['id', 'kind', 'payer_id', 'beneficiary_id', 'cadre_id', 'edition', 'quote_id', 'begins_on', 'ends_on'])
    .where('organisation_id', '=', ctx.organisation)
    .where('opened_at', 'is', null)
    .$if(!isAhead, (query) => query.where('begins_on', '<=', ctx.today().toString()))
    .$if(only !== undefined, (query) => query.where('id', 'in', [...(only ?? [])]))
    .orderBy('id')
    .forUpdate()
    .execute();
  if (due.length === 0) return;
  await openThem(ctx, due, { terms: await termsOf(ctx, due), continued: await continuedBy(ctx, due) });
  await ctx.tx
    .updateTable('adhesions.convention')
    .set({ opened_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', anyOf(due.map(({ id }) => id)))
    .execute();
}

/** Opens ahead of its day the rights of a convention that goes on from another, which the caller has just written as opened. */
export async function openAhead(
  ctx: Context<Tables>,
  convention: Convention,
  { terms, continues }: { terms: Terms | undefined; continues: NonNullable<Opening['continues']> },
): Promise<void> {
  const { id } = convention;
  await openThem(ctx, [convention], { terms: new Map(terms && [[id, terms]]), continued: new Map([[id, continues]]) });
}

type Known = { terms: ReadonlyMap<string, Terms>; continued: ReadonlyMap<string, NonNullable<Opening['continues']>> };

async function openThem(ctx: Context<Tables>, due: readonly Convention[], { terms, continued }: Known): Promise<void> {
  const openings: Opening[] = [];
  const lines = await linesToOpen(
    ctx,
    due.map(({ id }) => id),
  );
  for (const convention of due) {
    const continues = continued.get(convention.id);
    const opens = { terms: terms.get(convention.id), lines: lines(convention.id, convention.beneficiary_id) };
    openings.push({ ...(await openingOf(ctx, convention, opens)), ...(continues && { continues }) });
    for (const unit of convention.kind === 'package' && opens.terms ? unitsOf(opens.terms.priced) : []) {
      const opening = await openingOf(ctx, { ...convention, beneficiary_id: unit }, { ...opens, lines: lines(convention.id, unit) });
      openings.push({ ...opening, ...(continues && { continues: { ...continues, beneficiaryId: unit } }) });
    }
  }
  await openRights(ctx, openings);
  await proposeFirstDays(
    ctx,
    due.flatMap(({ id, payer_id, beneficiary_id }) => {
      const opening = openings.find(({ openingKey, beneficiaryId }) => openingKey === `convention ${id}` && beneficiaryId === beneficiary_id);
      return opening ? [{ id, payerId: payer_id, opening }] : [];
    }),
  );
  for (const { id, beneficiary_id } of due)
    await ctx.tell('adhesions.opened', { conventionId: id, beneficiaryId: beneficiary_id }, { heardIn: beneficiary_id });
}

type Opens = { terms: Terms | undefined; lines: readonly SubscribedLine[] };

async function openingOf(ctx: Context<Tables>, convention: Convention, { terms, lines }: Opens): Promise<Opening> {
  const record = await editionNamed(ctx, ctx.organisation, convention.edition);
  if (!record) throw new Error(`convention ${convention.id}: edition ${convention.edition} is gone`);
  const frame = {
    beneficiaryId: convention.beneficiary_id,
    openingKey: `convention ${convention.id}`,
    beginsOn: Temporal.PlainDate.from(convention.begins_on),
    ...(convention.ends_on && { endsOn: Temporal.PlainDate.from(convention.ends_on) }),
    // A body of a territory draws with the others on what its EPCI holds for all.
    ...(convention.kind === 'tripartite' && { poolId: convention.payer_id }),
  };
  const takenOver = convention.quote_id || terms ? null : await openingOfTakenOver(ctx, convention, record);
  if (takenOver) return { ...frame, ...takenOver };
  const edition = compileEdition(record.edition);
  if (!terms) throw refuse('adhesions.quote-unknown');
  // A body that joined after the quote has what every member has: the offers of the territory itself.
  const holder = terms.priced.included.some(({ bodies }) => bodies.includes(convention.beneficiary_id))
    ? convention.beneficiary_id
    : convention.payer_id;
  const brought = terms.priced.included.filter(({ bodies }) => bodies.includes(holder)).map(({ offer, services }) => ({ offer, services }));
  const { services, allowances } = withLines(rightsOf(edition, brought), rightsOfLines(edition, lines));
  const volume = convention.kind === 'cadre' ? volumeAllowance(terms, edition) : [];
  return {
    ...frame,
    services: services.map((service) => ({
      ...service,
      source: { ...service.source, ...costOf(terms, convention, String(service.source['offer'])) },
    })),
    allowances: [...allowances, ...volume],
  };
}

/** What the line that brings a service costs the body each year, so that its page can say it; nothing where another pays. */
function costOf({ priced }: Terms, { beneficiary_id }: Convention, offer: string): { offerLabel?: string; yearlyCents?: number } {
  const offerLabel = priced.included.find((one) => one.offer === offer)?.offerLabel;
  const yearly = priced.lines.filter(
    (line) => line.offer === offer && line.payer === beneficiary_id && line.due.everyYears === 1 && line.amountCents !== null,
  );
  return {
    ...(offerLabel !== undefined && { offerLabel }),
    ...(yearly.length > 0 && { yearlyCents: yearly.reduce((total, { amountCents }) => total + (amountCents ?? 0), 0) }),
  };
}

/** What the territory stores together, up to its column of the grid: beyond, the next annual call moves. */
function volumeAllowance({ priced }: Terms, edition: CompiledEdition): Opening['allowances'] {
  const { sensitivity } = priced;
  const service = priced.included[0]?.services.find(({ service: key }) => key === 'nas') ?? priced.included[0]?.services[0];
  if (!sensitivity || !service) return [];
  return [
    {
      service: service.service,
      key: 'volume-du-territoire',
      label: 'Volume de données du territoire',
      unit: 'Go',
      kind: 'level',
      per: 'term',
      amount: sensitivity.volume.upToGo * 1_000,
      isHard: false,
      isPooled: true,
      source: { edition: priced.edition.key, says: sensitivity.volume.says, ...gridOf(priced, edition, sensitivity.bodies.upTo) },
    },
  ];
}

/** Where the grid that prices the volume stands, and its column for this number of bodies. */
function gridOf({ lines }: Terms['priced'], edition: CompiledEdition, bodiesUpTo: number) {
  const line = lines.find(({ offer, charge }) =>
    edition.offers.get(offer)?.source.variants.some(({ charges }) => charges.some(({ key, price }) => key === charge && price.kind === 'grid')),
  );
  return line ? { grid: { offer: line.offer, charge: line.charge, bodiesUpTo } } : {};
}
