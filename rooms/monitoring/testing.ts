// SPDX-License-Identifier: EUPL-1.2
/** An operator that watches a commune, with people of both, to test with. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Context } from '#platform/context.ts';
import { contextWithoutTransaction, inContext } from '#platform/make-context.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import type { Settings } from '#platform/settings.ts';
import { openOperator } from '#rooms/organisations/api.ts';
import organisations from '#rooms/organisations/room.ts';
import { refreshRegister } from '#rooms/organisations/testing.ts';
import people from '#rooms/people/room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import type { CheckInput, KindAndSettings } from './contract/checks.ts';
import { escalateDue } from './incidents/escalate.ts';
import type { ProbeHouse } from './probes/pin.ts';
import room from './room.ts';
import { runDue } from './scheduler/run-due.ts';
import type { Tables } from './tables.ts';

export type Watched = {
  /** Bodies to which nothing is open. */
  rights: { closed: Set<string> };
  it: TestHouse;
  operator: TestBody;
  commune: TestBody;
  technician: Caller;
  technicianPerson: TestPerson;
  administrator: Caller;
  secretary: Caller;
};

/** A house where one operator serves every body. */
export async function openWatchedHouse(settings: Partial<Settings> = {}): Promise<Watched> {
  const closed = new Set<string>();
  const provides = { rights: { holds: async (_house: unknown, id: string) => !closed.has(id) } };
  const it = await openTestHouse([organisations, people, { ...room, provides }], { settings });
  const made = { slug: 'operateur-d-essai', name: 'Opérateur d’essai', kind: 'syndicat' } as const;
  const operator = { ...made, id: await openOperator(it.house, made) };
  const commune = await makeBody(it, { name: 'Croignon-les-Essais' });
  await serve(it, operator, commune);
  const technicianPerson = await makePerson(it, [{ in: operator, roles: ['technician'] }]);
  return {
    rights: { closed },
    it,
    operator,
    commune,
    technicianPerson,
    technician: await signedIn(it.app, technicianPerson),
    administrator: await callerIn(it, operator, 'administrator'),
    secretary: await callerIn(it, commune, 'secretary'),
  };
}

export async function callerIn(it: TestHouse, body: TestBody, role: string): Promise<Caller> {
  return signedIn(it.app, await makePerson(it, [{ in: body, roles: [role] }]));
}

/** Puts a body into the operator's territory. */
export async function serve(it: TestHouse, operator: TestBody, body: TestBody): Promise<void> {
  const admin = await callerIn(it, operator, 'administrator');
  // The body was written behind the back of the register that the house holds in memory.
  await refreshRegister(it.house);
  const answer = await admin({
    method: 'POST',
    url: `/api/o/${operator.slug}/organisations/territory`,
    payload: { bodies: [body.id], sinceOn: '2020-01-01' },
  });
  if (answer.statusCode !== 200) throw new Error(`the territory answered ${answer.statusCode}: ${answer.body}`);
}

/** Declares an address and approves it, through HTTP. */
export async function approve({ it, operator, commune, secretary, technician }: Watched, address: string): Promise<string> {
  const declared = await secretary({
    method: 'POST',
    url: `/api/o/${commune.slug}/monitoring/targets`,
    payload: { address, label: 'Machine d’essai' },
  });
  if (declared.statusCode !== 200) throw new Error(`the declaration answered ${declared.statusCode}: ${declared.body}`);
  const { id } = declared.json<{ id: string }>();
  const decided = await technician({
    method: 'POST',
    url: `/api/o/${operator.slug}/monitoring/targets/${id}/decision`,
    payload: { outcome: 'approved' },
  });
  if (decided.statusCode !== 204 && decided.statusCode !== 200) throw new Error(`the decision answered ${decided.statusCode}: ${decided.body}`);
  await it.settle();
  return id;
}

/** Adds a check for the commune, through HTTP. */
export async function addCheck(
  { operator, commune, technician }: Watched,
  check: KindAndSettings,
  over: Partial<CheckInput> = {},
): Promise<{ id: string; pushAddress: string | null }> {
  const answer = await technician({
    method: 'POST',
    url: `/api/o/${operator.slug}/monitoring/checks`,
    payload: { bodyId: commune.id, name: 'Sonde d’essai', everySeconds: 60, failuresToOpen: 1, successesToClose: 1, check, ...over },
  });
  if (answer.statusCode !== 200) throw new Error(`the check answered ${answer.statusCode}: ${answer.body}`);
  return answer.json();
}

/** Lets minutes pass, then looks at all that is due and escalates, as the schedule does. */
export async function afterMinutes({ it }: Watched, minutes: number, probes?: ProbeHouse): Promise<{ looks: number }> {
  it.clock.advance({ minutes });
  const ctx: Context = contextWithoutTransaction(it.house, { actor: { kind: 'job', name: 'monitoring.run' }, organisation: null });
  const done = await runDue(ctx, probes);
  await escalateDue(ctx);
  await it.settle();
  return done;
}

/** Runs in a transaction of the body, as a job. */
export function within<Result>({ it }: Watched, body: { id: string }, work: (ctx: Context<Tables>) => Promise<Result>): Promise<Result> {
  return inContext<Tables, Result>(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: body.id }, work);
}

export { asOwner };

export type TestSite = { url: string; port: number; status: number; body: string; location: string | null; close: () => Promise<void> };

/** A web server of this machine whose answer the test changes. */
export async function openSite(): Promise<TestSite> {
  const server = createServer((_request, response) => {
    response
      .writeHead(site.status, { 'content-type': 'text/html', connection: 'close', ...(site.location && { location: site.location }) })
      .end(site.body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo; // listening on a port, not on a socket file
  const site: TestSite = {
    url: `http://127.0.0.1:${port}/`,
    port,
    status: 200,
    body: 'Bienvenue à la mairie',
    location: null,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
  return site;
}
