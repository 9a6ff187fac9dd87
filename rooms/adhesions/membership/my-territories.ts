// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { countRoster } from '#rooms/catalogue/api.ts';
import { operatorOn } from '#rooms/organisations/api.ts';
import { MUTUALISED } from '../start-adhesion.ts';
import type { Tables } from '../tables.ts';
import { figureOf } from './included-in.ts';
import { membershipsPaidBy, standingOn, type MembershipRow } from './my-memberships.ts';
import { editionOf } from './edition-of.ts';

/** For each adhesion that the body pays for its territory: who joined and when, counted or not, and who has not. */
export async function territoriesPaidBy(ctx: Context<Tables>, own: readonly MembershipRow[], on: string) {
  const cadres = own.filter(({ scope, payerId, kind }) => scope === MUTUALISED && payerId === ctx.organisation && kind === 'cadre');
  if (cadres.length === 0) return [];
  const paid = await membershipsPaidBy(ctx, ctx.organisation);
  const territories = [];
  for (const cadre of cadres) territories.push(await territoryOf(ctx, cadre, paid.filter(({ operatorId }) => operatorId === cadre.operatorId), on)); // prettier-ignore
  return territories;
}

async function territoryOf(ctx: Context<Tables>, cadre: MembershipRow, paid: readonly MembershipRow[], on: string) {
  const edition = await editionOf(ctx, cadre);
  const view = await operatorOn(ctx.house, cadre.operatorId, Temporal.PlainDate.from(on));
  const standing = paid.filter(({ since, until }) => standingOn(on, { begins: since, ends: until }) !== 'ended');
  // Counted are those of the day; those to come are shown, not counted yet.
  const inForce = standing.filter(({ since }) => since <= on);
  const facts = inForce.flatMap(({ beneficiaryId }) => view.find(beneficiaryId) ?? []);
  const count = edition ? countRoster(edition, facts, figureOf(edition), view.find) : null;
  const counted = new Map(count?.bodies.map((body) => [body.id, body]));
  const joined = new Set(standing.map(({ beneficiaryId }) => beneficiaryId));
  return {
    operator: { id: cadre.operatorId, name: cadre.operator },
    counted: count?.counted ?? 0,
    leftOut: count?.leftOut ?? 0,
    unknown: count?.unknown ?? inForce.length,
    rule: count?.rule ?? '',
    yearlyCents: cadre.yearlyCents,
    volume: await volumeOf(ctx, cadre.conventionId),
    bodies: standing.map((row) => ({
      id: row.beneficiaryId,
      name: row.beneficiary,
      convention: row.number,
      conventionId: row.conventionId,
      since: row.since,
      until: row.until,
      status: standingOn(on, { begins: row.since, ends: row.until }),
      isCounted: counted.get(row.beneficiaryId)?.isCounted ?? null,
      why: row.since > on ? 'Rejoint plus tard.' : (counted.get(row.beneficiaryId)?.why ?? 'Inconnue du registre à cette date.'),
    })),
    missing: view
      .roster(ctx.organisation)
      .filter(({ id }) => !joined.has(id))
      .map(({ id, name }) => ({ id, name })),
  };
}

async function volumeOf(ctx: Context<Tables>, conventionId: string): Promise<string | null> {
  const rows = await ctx.tx.selectFrom('adhesions.line').select('inputs').where('convention_id', '=', conventionId).execute();
  const go = rows.map(({ inputs }) => inputs['volumeGo']).find((value) => typeof value === 'number');
  if (typeof go !== 'number') return null;
  return go >= 1_000 ? `${String(go / 1_000).replace('.', ',')} To` : `${go} Go`;
}
