// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { sha256 } from '#platform/evidence/digest.ts';
import { Refusal } from '#platform/http/contract.ts';
import { operatorOn, type BodyFacts, type OperatorView } from '#rooms/organisations/api.ts';
import { calculate } from '#rooms/quotes/api.ts';
import type { Tables } from '../tables.ts';
import type { Draft } from './draft-convention.ts';
import type { Said } from './said.ts';

type Placed = { id: string; said: Said; draft: Draft; cadreId: string | null };

/**
 * Keeps what conventions that were taken over bring and cost in the words of a quote, so that a renewal, a rider or a change of edition starts
 * from it as from any other. One that no quote could say (sur devis as a whole, a body without number) is left without.
 */
export async function writeTermsOfSaid(ctx: Context<Tables>, placed: readonly Placed[]): Promise<void> {
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  const rows = [];
  for (const { id, said, draft } of placed) {
    if (said.kind === 'tripartite') continue;
    const roster = said.kind === 'cadre' ? await rosterOf(ctx, id, placed) : [];
    const terms = await termsOf(ctx, view, said, draft, roster);
    if (terms) rows.push({ id: ctx.newId(), convention_id: id, ...terms, digest: sha256(JSON.stringify(terms.priced)) });
  }
  if (rows.length === 0) return;
  await sql`
    insert into adhesions.terms (organisation_id, id, convention_id, request, priced, digest, made_at)
    select ${ctx.organisation}::uuid, t.id, t.convention_id, t.request, t.priced, t.digest, ${ctx.now().toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t (id uuid, convention_id uuid, request jsonb, priced jsonb, digest text)`.execute(ctx.tx);
}

/** Who stands under a cadre: in this file, and before it. */
async function rosterOf(ctx: Context<Tables>, cadreId: string, placed: readonly Placed[]): Promise<string[]> {
  const before = await ctx.tx
    .selectFrom('adhesions.convention')
    .select('beneficiary_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('cadre_id', '=', cadreId)
    .execute();
  const here = placed.filter((one) => one.cadreId === cadreId).map(({ said }) => said.beneficiaryId);
  return [...new Set([...here, ...before.map(({ beneficiary_id }) => beneficiary_id)])];
}

async function termsOf(ctx: Context<Tables>, view: OperatorView, said: Said, { lines }: Draft, roster: readonly string[]) {
  const reference = referenceOf(view.find(said.beneficiaryId));
  if (!reference) return null;
  const members = said.kind === 'cadre' ? view.roster(said.beneficiaryId) : [];
  const own = new Set(members.map(({ id }) => id));
  const others = roster.filter((id) => !own.has(id)).map((id) => referenceOf(view.find(id)));
  const left = members.filter(({ id }) => !roster.includes(id)).map(({ siren, insee }) => siren ?? insee ?? '');
  if (others.includes(null) || left.includes('')) return null;
  const items = new Map(lines.map(({ offer, inputs }) => [offer, asked(inputs)]));
  try {
    const { request, priced } = await calculate(ctx, {
      edition: said.edition,
      for: reference,
      bodies: others,
      leaveOut: left,
      ...(said.volumeGo !== null && { volume: { value: said.volumeGo, unit: 'Go' } }),
      items: [...items].map(([offer, inputs]) => ({ offer, inputs })),
    });
    return { request, priced };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return null;
  }
}

function referenceOf(body: BodyFacts | undefined): { siren: string } | { insee: string } | null {
  if (body?.siren) return { siren: body.siren };
  return body?.insee ? { insee: body.insee } : null;
}

/** What was asked for an offer, without what the line counts of it. */
function asked(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== 'quantity' && key !== 'volumeGo'));
}
