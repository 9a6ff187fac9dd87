// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { tellTogether } from '#platform/events/tell.ts';
import { inContext } from '#platform/make-context.ts';
import { endLocked } from '../end-convention.ts';
import { succeed, type ConventionRow, type NewLine } from '../successions/succeed.ts';
import type { Terms } from '../successions/terms.ts';
import type { Tables } from '../tables.ts';
import { lockCampaign, updateCampaign, type CampaignRow } from './campaign-record.ts';
import { eachOf } from '../each-of.ts';
import { recountFrom } from '../recount-from.ts';
import { statementOf } from './evidence.ts';
import type { LetterRow } from './set-letters.ts';

export const APPLY_LETTERS = 'adhesions.apply-letters';

/**
 * Settles the letters of a campaign that is being applied, each in a transaction of its own: stopped half-way, it goes on with the next; asked
 * again, it changes nothing. A convention that cannot move says why and does not hold up the others; a bug does, once they are done.
 */
export async function applyLetters(ctx: Context<Tables>, { campaign }: { campaign: string }): Promise<void> {
  const entry = { actor: ctx.actor, organisation: ctx.organisation, requestId: ctx.requestId };
  const begun = await inContext<Tables, Begun | null>(ctx.house, { ...entry, readOnly: true }, (inside) => begunCampaign(inside, campaign));
  if (!begun) return;
  const failures: unknown[] = [];
  await eachOf(begun.letters, (id) =>
    inContext<Tables, void>(ctx.house, entry, (inside) => tellTogether(inside, (told) => settle(told, begun.campaign, id))).catch(
      (error: unknown) => {
        ctx.house.log.error({ err: error, letter: id }, 'a rider was not written');
        failures.push(error);
      },
    ),
  );
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} letters of campaign ${campaign} are not settled`);
  await inContext<Tables, void>(ctx.house, entry, (inside) => finish(inside, campaign));
}

type Begun = { campaign: CampaignRow; letters: string[] };

/** A campaign that is being applied changes no more until its last letter is settled: read once for all of them. */
async function begunCampaign(ctx: Context<Tables>, campaignId: string): Promise<Begun | null> {
  const campaign = await ctx.tx
    .selectFrom('adhesions.campaign')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', campaignId)
    .where('status', '=', 'applying')
    .executeTakeFirst();
  return campaign ? { campaign, letters: await unsettled(ctx, campaignId) } : null;
}

async function unsettled(ctx: Context<Tables>, campaignId: string): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('adhesions.campaign_letter')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('campaign_id', '=', campaignId)
    .where('outcome', 'is', null)
    .orderBy('number')
    .execute();
  return rows.map(({ id }) => id);
}

async function finish(ctx: Context<Tables>, campaignId: string): Promise<void> {
  const { status } = await lockCampaign(ctx, campaignId);
  if (status !== 'applying' || (await unsettled(ctx, campaignId)).length > 0) return;
  await updateCampaign(ctx, campaignId, { status: 'applied', finished_at: ctx.now().toString() });
}

async function settle(ctx: Context<Tables>, campaign: CampaignRow, letterId: string): Promise<void> {
  const letter = await ctx.tx
    .selectFrom('adhesions.campaign_letter')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', letterId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (letter.outcome !== null) return;
  const convention = await ctx.tx
    .selectFrom('adhesions.convention')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', letter.convention_id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const stays = whyItStays(campaign, letter, convention);
  const outcome = stays === null ? await writeRiders(ctx, campaign, letter, convention) : { outcome: 'kept' as const, outcome_says: stays };
  await ctx.tx
    .updateTable('adhesions.campaign_letter')
    .set({ ...outcome, settled_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', letterId)
    .execute();
}

function whyItStays(campaign: CampaignRow, { answer }: LetterRow, { edition, ends_on }: ConventionRow): string | null {
  if (answer === 'refused') return 'Refusé : la convention se poursuit jusqu’à son terme aux conditions actuelles.';
  if (answer === null && campaign.applies_to === 'agreed') return 'Sans réponse : la convention reste sous son édition.';
  if (edition !== campaign.from_edition) return 'La convention n’est plus sous l’édition de départ.';
  if (ends_on !== null && ends_on < campaign.takes_effect_on) return 'La convention prend fin avant le jour d’effet.';
  return null;
}

/** The rider of a convention, and for a territory those of each body that joined it: all from the same midnight. */
async function writeRiders(ctx: Context<Tables>, campaign: CampaignRow, letter: LetterRow, convention: ConventionRow) {
  const beginsOn = campaign.takes_effect_on;
  const reason = `Avenant : passage à l’édition « ${letter.said.toLabel} » (campagne ${campaign.number})`;
  const under = convention.kind === 'cadre' ? await standingUnder(ctx, convention.id, beginsOn) : [];
  const lastOn = Temporal.PlainDate.from(beginsOn).subtract({ days: 1 }).toString();
  await endLocked(ctx, convention, { lastOn, reason });
  const terms: Terms = { request: letter.request, priced: letter.priced };
  const rider = await succeed(ctx, {
    kind: 'rider',
    predecessor: convention,
    beginsOn,
    reason,
    changes: { edition: campaign.to_edition, yearly_cents: letter.after_cents },
    terms,
    lines: linesOf(terms, convention.beneficiary_id),
    proofs: proofsOf(campaign, letter),
  });
  for (const one of under) {
    const from = one.begins_on > beginsOn ? one.begins_on : beginsOn;
    const changes = { edition: campaign.to_edition, cadre_id: rider.id };
    await succeed(ctx, { kind: 'rider', predecessor: one, beginsOn: from, reason, changes, proofs: { campaign: campaign.number } });
  }
  // Who has signed to join later was counted under the edition before: it is counted again under this one.
  if (convention.kind === 'cadre') await recountFrom(ctx, rider.id, { from: Temporal.PlainDate.from(beginsOn).add({ days: 1 }).toString() });
  return { outcome: 'applied' as const, outcome_says: `Avenant ${rider.number}`, successor_id: rider.id };
}

function proofsOf(campaign: CampaignRow, { number, blob_digest, evidence, evidence_digest }: LetterRow): Record<string, unknown> {
  return {
    campaign: campaign.number,
    letter: number,
    letterDigest: blob_digest,
    ...(evidence === null ? { legalGround: campaign.legal_ground } : { agreement: statementOf(evidence), agreementDigest: evidence_digest }),
  };
}

function standingUnder(ctx: Context<Tables>, cadreId: string, on: string): Promise<ConventionRow[]> {
  return ctx.tx
    .selectFrom('adhesions.convention')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('cadre_id', '=', cadreId)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', on)]))
    .orderBy('number')
    .execute();
}

/** What the new terms subscribe for the body that pays, line by line. */
export function linesOf({ request, priced }: Terms, payerId: string): NewLine[] {
  return priced.lines
    .filter(({ payer, due }) => payer === payerId && due.everyYears !== null)
    .map((line) => ({
      offer: line.offer,
      label: line.label,
      inputs: { ...request.items.find(({ offer }) => offer === line.offer)?.inputs, quantity: line.quantity },
      quoteLine: `${line.offer}/${line.charge}/${line.beneficiaries[0] ?? ''}`,
      yearlyCents: line.amountCents,
    }));
}
