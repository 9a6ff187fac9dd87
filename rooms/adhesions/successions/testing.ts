// SPDX-License-Identifier: EUPL-1.2
/** Conventions in force for tests, without the assemblies that decide them: written by the same hand that a signature moves. */
import assert from 'node:assert/strict';
import { inContext } from '#platform/make-context.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { uuidV7 } from '#platform/uuid.ts';
import type { DossierState } from '#rooms/dossiers/api.ts';
import type { TestBody } from '#rooms/people/testing.ts';
import type { TestOperator } from '#rooms/quotes/testing.ts';
import { conclude } from '../conclude.ts';
import { acceptQuote, communesOf } from '../testing.ts';
import type { Tables } from '../tables.ts';

export type InForce = { quoteId: string; beginsOn: string; endsOn: string | null };

/** A territory under convention with these members, from an accepted quote of so many Go. */
export async function territoryInForce(
  it: TestHouse,
  operator: TestOperator,
  { epci, siren, members, edition, volume = { value: 1, unit: 'To' }, ...days }: TerritoryAsked,
): Promise<InForce> {
  const joining = new Set(members.map(({ id }) => id));
  const leaveOut = (await communesOf(it, epci)).filter(({ id }) => !joining.has(id)).map(({ id }) => id);
  const request = { edition, for: { siren }, leaveOut, volume, items: [{ offer: 'adhesion-mutualisee' }] };
  const quoteId = await acceptQuote(operator, request);
  const shared = { quoteId, edition, payerId: epci.id, startsOn: days.beginsOn, endsOn: days.endsOn };
  await concluded(it, operator, 'adhesions.adhesion', { ...shared, beneficiaryId: epci.id, yearlyCents: await firstYear(operator, quoteId) });
  for (const member of members) await concluded(it, operator, 'adhesions.tripartite', { ...shared, beneficiaryId: member.id });
  return { quoteId, ...days };
}

type TerritoryAsked = {
  epci: TestBody;
  siren: string;
  members: readonly TestBody[];
  edition: string;
  volume?: { value: number; unit: 'Go' | 'To' };
  beginsOn: string;
  endsOn: string | null;
};

/** A body under convention for packages. */
export async function packageInForce(
  it: TestHouse,
  operator: TestOperator,
  { body, request, beginsOn, endsOn }: { body: TestBody; request: object; beginsOn: string; endsOn: string | null },
): Promise<InForce> {
  const quoteId = await acceptQuote(operator, request);
  const edition = String((request as { edition: string }).edition);
  const yearlyCents = await firstYear(operator, quoteId);
  await concluded(it, operator, 'adhesions.package', {
    quoteId,
    edition,
    payerId: body.id,
    beneficiaryId: body.id,
    startsOn: beginsOn,
    endsOn,
    yearlyCents,
  });
  return { quoteId, beginsOn, endsOn };
}

async function firstYear({ manager, body }: TestOperator, quoteId: string): Promise<number> {
  const quote = (await manager({ url: `/api/o/${body.slug}/quotes/${quoteId}` })).json();
  const cents = quote.firstYearCents ?? quote.priced?.totals?.years?.[0]?.payableCents;
  assert.equal(typeof cents, 'number');
  return cents;
}

/** What the signature of a dossier writes. */
export function concluded(it: TestHouse, { body }: TestOperator, type: string, facts: Record<string, unknown>): Promise<void> {
  const state = { type: { key: type }, facts } as unknown as DossierState; // all that a signature reads of it
  return inContext<Tables, void>(it.house, { actor: { kind: 'job', name: 'Essai' }, organisation: body.id }, (ctx) =>
    conclude(ctx, { id: uuidV7(), state }),
  );
}
