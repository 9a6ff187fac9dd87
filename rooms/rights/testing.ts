// SPDX-License-Identifier: EUPL-1.2
/** Bodies with rights, to test with. */
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { openOperator } from '#rooms/organisations/api.ts';
import { makeBody, type TestBody } from '#rooms/people/testing.ts';
import { openRights, type OpenedAllowance, type Opening } from './api.ts';
import type { Tables } from './tables.ts';

export const evidence = { room: 'essai', id: 'x', says: 'Compte rendu d’essai' };

/** An operator of the house, without catalogue. */
export async function testOperator(it: TestHouse): Promise<TestBody> {
  const made = { slug: 'operateur-d-essai', name: 'Opérateur d’essai', kind: 'syndicat' } as const;
  return { ...made, id: await openOperator(it.house, made) };
}

/** Runs in a transaction of the body, as a job. */
export function within<Result>(it: TestHouse, body: { id: string }, work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> {
  return inContext<Tables, Result>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: body.id }, work);
}

/** An allowance of ten thousand thousandths, hard, for the whole term. */
export function allowance(over: Partial<OpenedAllowance> = {}): OpenedAllowance {
  return {
    service: 'conges',
    key: 'droit',
    label: 'Droit d’essai',
    unit: 'envoi',
    kind: 'count',
    per: 'term',
    amount: 10_000,
    isHard: true,
    source: {},
    ...over,
  };
}

/** A body to which the operator opened these allowances, and the service of each. */
export async function openedTo(it: TestHouse, operator: TestBody, allowances: OpenedAllowance[], over: Partial<Opening> & { name?: string } = {}) {
  const { name, ...opening } = over;
  const body = opening.beneficiaryId ? { id: opening.beneficiaryId } : await makeBody(it, name === undefined ? {} : { name });
  await within(it, operator, (ctx) =>
    openRights(ctx, [
      {
        beneficiaryId: body.id,
        openingKey: 'convention',
        beginsOn: Temporal.PlainDate.from('2024-01-01'),
        services: [...new Set(allowances.map(({ service }) => service))].map((service) => ({ service, label: service, source: {} })),
        allowances,
        ...opening,
      },
    ]),
  );
  return body as TestBody; // a body that is named by its id alone is read by its id alone
}
