// SPDX-License-Identifier: EUPL-1.2
/** An operator with an accountant, a head who issues, and conventions that owe, in a few words. */
import assert from 'node:assert/strict';
import type { TestHouse } from '#platform/testing/house.ts';
import { uuidV7 } from '#platform/uuid.ts';
import adhesions from '#rooms/adhesions/room.ts';
import catalogue from '#rooms/catalogue/room.ts';
import dossiers from '#rooms/dossiers/room.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import quotes from '#rooms/quotes/room.ts';
import rights from '#rooms/rights/room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { openTestHouse } from '#platform/testing/house.ts';
import { siretOf } from './payers/siret.ts';
import room from './room.ts';

export const billingRooms = [organisations, people, catalogue, quotes, rights, dossiers, adhesions, room];
let rank = 0;

export type BillingOperator = { body: TestBody; accountant: Caller; second: Caller };

/** A house with the rooms on which billing stands, and an empty register. */
export function openBillingHouse(): Promise<TestHouse> {
  return openTestHouse(billingRooms);
}

/** An operator with two accountants: one prepares, the other issues. */
export async function makeBillingOperator(it: TestHouse, name = 'Syndicat d’essai'): Promise<BillingOperator> {
  const body = await makeBody(it, { name, kind: 'syndicat', siren: sirenAt(500_000 + ++rank) });
  await asOwner(it, async (client) => {
    await client.query(`update organisations.body set origin = 'operator' where id = $1`, [body.id]);
    await client.query(`insert into organisations.operator (body_id, since_on) values ($1, '2017-01-01') on conflict do nothing`, [body.id]);
  });
  const [one, other] = [await makePerson(it, [{ in: body, roles: ['accountant'] }]), await makePerson(it, [{ in: body, roles: ['accountant'] }])];
  return { body, accountant: await signedIn(it.app, one), second: await signedIn(it.app, other) };
}

/** A SIREN whose control digit is right. */
export function sirenAt(rank: number): string {
  const stem = `21${String(rank).padStart(6, '0')}`;
  for (let digit = 0; digit < 10; digit++) {
    const sum = [...`${stem}${digit}`]
      .map(Number)
      .reduce((total, value, at) => total + (at % 2 === 0 ? value : value * 2 > 9 ? value * 2 - 9 : value * 2), 0);
    if (sum % 10 === 0) return `${stem}${digit}`;
  }
  throw new Error('no control digit');
}

/** A body that pays, whose SIRET the operator knows. */
export async function makePayer(
  it: TestHouse,
  operator: BillingOperator,
  { name, kind = 'commune', hasSiret = true }: { name?: string; kind?: string; hasSiret?: boolean } = {},
) {
  const siren = sirenAt(++rank);
  const body = await makeBody(it, { ...(name !== undefined && { name }), kind, siren });
  const details = { engagement: null, serviceCode: null, address: null, email: null, billToId: null, billToReason: null };
  if (hasSiret) await send(operator.accountant, operator.body, 'PUT', `/billing/payers/${body.id}`, { siret: siretOf(siren, '0001'), ...details });
  return { ...body, siren };
}

export type TestLine = {
  offer?: string;
  label?: string;
  cents: number | null;
  beginsOn?: string;
  endsOn?: string | null;
  treatment?: string;
  vatBps?: number;
  due?: { firstYear: number; everyYears: number | null };
  quantity?: number;
  beneficiary?: TestBody;
};
export type TestConvention = {
  payer: TestBody;
  beneficiary?: TestBody;
  kind?: 'cadre' | 'package' | 'tripartite';
  yearlyCents?: number | null;
  beginsOn?: string;
  endsOn?: string | null;
  edition?: string;
  lines?: readonly TestLine[];
  number?: string;
  cadreId?: string;
  recount?: { effectiveOn: string; yearlyCents: number };
};

let conventions = 0;

/** A convention as the room of adhesions would have concluded it. */
export async function makeConvention(it: TestHouse, operator: BillingOperator, convention: TestConvention): Promise<string> {
  const id = uuidV7();
  const beginsOn = convention.beginsOn ?? '2026-01-01';
  const edition = convention.edition ?? 'edition-2026';
  const lines = convention.lines ?? [];
  const yearly = convention.yearlyCents === undefined ? lines.reduce((sum, { cents }) => sum + (cents ?? 0), 0) : convention.yearlyCents;
  await asOwner(it, async (client) => {
    await client.query(
      `insert into adhesions.convention (organisation_id, id, kind, number, payer_id, beneficiary_id, cadre_id, edition, yearly_cents, begins_on, ends_on, renewal,
         notice_months, proofs, concluded_at, concluded_by)
       values ($1, $2, $3, $4, $5, $12, $6, $7, $8, $9, $10, 'none', 3, $11, '2026-01-01T09:00:00Z', 'Essai')`,
      [
        operator.body.id,
        id,
        convention.kind ?? 'cadre',
        convention.number ?? `C-${++conventions}`,
        convention.payer.id,
        convention.cadreId ?? null,
        edition,
        convention.kind === 'tripartite' ? null : yearly,
        beginsOn,
        convention.endsOn ?? null,
        JSON.stringify({}),
        (convention.beneficiary ?? convention.payer).id,
      ],
    );
    if (convention.recount)
      await client.query(
        `insert into adhesions.recount (organisation_id, id, convention_id, payer_id, cause_id, cause, takes_effect_on, counted_before, counted_after, before_cents, yearly_cents,
           recorded_at, recorded_by)
         values ($1, $2, $3, $4, $5, 'joined', $6, 1, 2, 0, $7, '2026-01-01T09:00:00Z', 'Essai')`,
        [operator.body.id, uuidV7(), convention.cadreId, convention.payer.id, id, convention.recount.effectiveOn, convention.recount.yearlyCents],
      );
    for (const line of lines)
      await client.query(
        `insert into adhesions.line (organisation_id, id, convention_id, beneficiary_id, offer, label, edition, inputs, yearly_cents, begins_on, ends_on, proof)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          operator.body.id,
          uuidV7(),
          id,
          (line.beneficiary ?? convention.payer).id,
          line.offer ?? 'adhesion-mutualisee',
          line.label ?? 'Adhésion mutualisée',
          edition,
          JSON.stringify({ quantity: line.quantity ?? 1 }),
          line.cents,
          line.beginsOn ?? beginsOn,
          line.endsOn ?? convention.endsOn ?? null,
          JSON.stringify({
            status: 'firm',
            why: [{ says: 'Cellule imprimée.' }],
            due: line.due ?? { firstYear: 1, everyYears: 1 },
            treatment: line.treatment ?? 'exempt',
            vatBps: line.vatBps ?? 0,
          }),
        ],
      );
  });
  return id;
}

/** Calls the API of a body; any answer. */
export const send = (caller: Caller, body: TestBody, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) =>
  caller({ method, url: `/api/o/${body.slug}${path}`, ...(payload && { payload }) });

/** The same when it must succeed: what it answers. */
export async function ask<Shape>(caller: Caller, body: TestBody, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object): Promise<Shape> {
  const response = await send(caller, body, method, path, payload);
  assert.ok(response.statusCode < 300, `${method} ${path}: ${response.statusCode} ${response.body}`);
  return response.json<Shape>();
}

/** « 409 billing.run-locked ». */
export async function refusal(caller: Caller, body: TestBody, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object): Promise<string> {
  const response = await send(caller, body, method, path, payload);
  return `${response.statusCode} ${response.json<{ code?: string }>().code ?? ''}`;
}

const families = ['participation', 'access-fee', 'subscription', 'term', 'overage', 'order', 'school-fee', 'volume', 'manual'];

/** Prepares a run of a year. */
export const prepare = async (operator: BillingOperator, year: number, more: object = {}): Promise<string> =>
  (await ask<{ id: string }>(operator.accountant, operator.body, 'POST', '/billing/runs', { title: `Année ${year}`, year, families, ...more })).id;

/** Prepares, locks and issues a run; gives its id. */
export async function billYear(operator: BillingOperator, year: number, more: object = {}): Promise<string> {
  const id = await prepare(operator, year, more);
  await ask(operator.accountant, operator.body, 'POST', `/billing/runs/${id}/lock`);
  await ask(operator.second, operator.body, 'POST', `/billing/runs/${id}/issue`);
  return id;
}
