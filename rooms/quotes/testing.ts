// SPDX-License-Identifier: EUPL-1.2
/** Operators with real catalogues, on the whole national register, to test quotes with. */
import type { Settings } from '#platform/settings.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { readEditions, type Edition } from '#rooms/catalogue/api.ts';
import catalogue from '#rooms/catalogue/room.ts';
import { loadTestEditions } from '#rooms/catalogue/testing.ts';
import organisations from '#rooms/organisations/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import people from '#rooms/people/room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import quotes from './room.ts';

/** The rooms on which quotes stand. */
export const quoteRooms = [organisations, people, catalogue, quotes];

export type TestOperator = { body: TestBody; manager: Caller; head: Caller; managerPerson: TestPerson; headPerson: TestPerson };

/** A house with every commune and EPCI of France. */
export function openQuoteHouse(settings: Partial<Settings> = {}): Promise<TestHouse> {
  return openTestHouse(quoteRooms, { seed: nationalRegister, settings });
}

/** An operator that sells these editions, with an account manager and an administrator. */
export async function makeOperator(it: TestHouse, operatorKey: string, editions: readonly Edition[] = shipped(operatorKey)): Promise<TestOperator> {
  const body = await makeBody(it, { name: editions[0]?.operator.label ?? operatorKey, kind: 'syndicat' });
  await asOwner(it, (client) => client.query(`update organisations.body set origin = 'operator' where id = $1`, [body.id]));
  const managerPerson = await makePerson(it, [{ in: body, roles: ['account-manager'] }]);
  const headPerson = await makePerson(it, [{ in: body, roles: ['administrator'] }]);
  await loadTestEditions(it, body, editions, { proposer: managerPerson, second: headPerson });
  return { body, managerPerson, headPerson, manager: await signedIn(it.app, managerPerson), head: await signedIn(it.app, headPerson) };
}

/** The editions that ship for an operator. */
export function shipped(operatorKey: string): Edition[] {
  return [...readEditions().values()].filter((edition) => edition.operator.key === operatorKey);
}

/** The code of a refusal with its status: `409 quote.changed-meanwhile`. */
export function refusalOf(response: { statusCode: number; json: <T>() => T }): string {
  return `${response.statusCode} ${response.json<{ code: string }>().code}`;
}
