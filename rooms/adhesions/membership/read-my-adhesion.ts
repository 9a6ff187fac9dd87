// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { countRoster, type CompiledEdition } from '#rooms/catalogue/api.ts';
import { operatorOn, type OperatorView } from '#rooms/organisations/api.ts';
import { openDossiersOf } from '#rooms/dossiers/api.ts';
import { adhesionTypes } from '../dossier-types.ts';
import { suspendedOn } from '../suspensions/suspended-on.ts';
import { MUTUALISED } from '../start-adhesion.ts';
import type { Tables } from '../tables.ts';
import { editionOf, editionView, whatIs } from './edition-of.ts';
import { figureOf, includedIn, offersOfScope } from './included-in.ts';
import { linesOf } from './my-lines.ts';
import { membershipsOf, standingOn, type MembershipRow } from './my-memberships.ts';
import { territoriesPaidBy } from './my-territories.ts';
import { renewalWords } from './renewal-words.ts';

/** What the body in the address has, from whom, who pays and what awaits it, on a day. */
export async function readMyAdhesion(ctx: Context<Tables>, { on: asked }: { on?: string | undefined }) {
  const on = asked ?? ctx.today().toString();
  const all = await membershipsOf(ctx, ctx.organisation);
  const standing = all.filter(({ since, until }) => standingOn(on, { begins: since, ends: until }) !== 'ended');
  const memberships = [];
  const suspended = await suspendedOn(
    ctx,
    standing.map(({ conventionId, cadreId }) => ({ id: conventionId, cadreId })),
    on,
  );
  for (const row of standing) memberships.push({ ...(await membershipView(ctx, row, on)), suspension: suspended.get(row.conventionId) ?? null });
  const dossiers = await openDossiersOf(ctx, adhesionTypes.map(({ value }) => value.key)); // prettier-ignore
  return {
    on,
    memberships,
    lines: (await linesOf(ctx, ctx.organisation)).filter(({ beginsOn, endsOn }) => standingOn(on, { begins: beginsOn, ends: endsOn }) !== 'ended'),
    territories: await territoriesPaidBy(ctx, standing, on),
    dossiers: dossiers
      .filter(({ role }) => role !== 'owner')
      .map(({ id, number, title, typeLabel, stepLabel, awaits, role, awaitsLabel, dueOn, isLate }) => ({
        id,
        number,
        title,
        typeLabel,
        stepLabel,
        awaitsMe: awaits === role,
        awaitsLabel,
        dueOn,
        isLate,
      })),
    ended: all.length - standing.length,
  };
}

async function membershipView(ctx: Context<Tables>, row: MembershipRow, on: string) {
  const edition = await editionOf(ctx, row);
  const view = await operatorOn(ctx.house, row.operatorId, Temporal.PlainDate.from(on));
  const body = view.find(row.beneficiaryId);
  const isPayer = row.payerId === ctx.organisation;
  return {
    id: row.id,
    scope: row.scope,
    what: whatIs(edition, row.scope),
    offers: edition ? offersOfScope(edition, row.scope) : [],
    operator: { id: row.operatorId, name: row.operator },
    convention: { id: row.conventionId, number: row.number, kind: row.kind },
    edition: editionView(edition, row.edition),
    since: row.since,
    until: row.until,
    status: standingOn(on, { begins: row.since, ends: row.until }),
    payer: { id: row.payerId, name: row.payer },
    isPayer,
    yearlyCents: isPayer ? row.yearlyCents : null,
    counting: edition && row.scope === MUTUALISED ? countingOf(edition, view, row) : null,
    services: edition && body ? includedIn(edition, view, body, row.scope) : [],
    renewal: renewalWords({
      endsOn: row.conventionEnds,
      renewal: row.renewal,
      noticeMonths: row.noticeMonths,
      isEnded: false,
      isPayer,
      payer: row.payer,
    }),
  };
}

function countingOf(edition: CompiledEdition, view: OperatorView, { beneficiaryId, payerId }: MembershipRow) {
  if (beneficiaryId === payerId) return { isCounted: null, why: 'L’EPCI lui-même ne se compte pas : il paie pour son territoire.' };
  const body = view.find(beneficiaryId);
  if (!body || !edition.source.counting) return null;
  const [counted] = countRoster(edition, [body], figureOf(edition), view.find).bodies;
  return counted ? { isCounted: counted.isCounted, why: counted.why } : null;
}
