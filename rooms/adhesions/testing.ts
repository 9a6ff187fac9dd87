// SPDX-License-Identifier: EUPL-1.2
/** A house where conventions are concluded, the shortest way to one, and operators with their territory. */
import assert from 'node:assert/strict';
import { inContext } from '#platform/make-context.ts';
import type { Settings } from '#platform/settings.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import type { Room } from '#platform/room.ts';
import { loadTestEditions } from '#rooms/catalogue/testing.ts';
import dossiers from '#rooms/dossiers/room.ts';
import { openOperator } from '#rooms/organisations/api.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { asOwner, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { quoteRooms, shipped, type TestOperator } from '#rooms/quotes/testing.ts';
import rights from '#rooms/rights/room.ts';
import room from './room.ts';

export const COTEAUX = '243301355';
const pdf = { name: 'acte.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7 essai').toString('base64') };

/** A house with the national register, and these rooms besides. */
export function openAdhesionHouse(more: readonly Room[] = [], settings: Partial<Settings> = {}): Promise<TestHouse> {
  return openTestHouse([...quoteRooms, rights, dossiers, room, ...more], { seed: nationalRegister, settings });
}

/** Bodies of the register, by a condition of SQL. */
export const bodiesWhere = async (it: TestHouse, where: string): Promise<TestBody[]> =>
  (await asOwner(it, (client) => client.query(`select id, slug, name from organisations.body where ${where}`))).rows;

/** The communes of an EPCI, by name. */
export const communesOf = (it: TestHouse, epci: TestBody): Promise<TestBody[]> =>
  bodiesWhere(it, `id in (select m.member_id from organisations.membership m where m.epci_id = '${epci.id}' and m.until_on is null) order by name`);

export const post = (caller: Caller, body: TestBody, path: string, payload: object = {}) =>
  caller({ method: 'POST', url: `/api/o/${body.slug}${path}`, payload });
export const read = async <Shape>(caller: Caller, body: TestBody, path: string): Promise<Shape> =>
  (await caller({ url: `/api/o/${body.slug}${path}` })).json<Shape>();

/** A quote of this operator, sent and accepted. */
export async function acceptQuote({ body, manager, head }: TestOperator, request: object): Promise<string> {
  const { id, ...drafted } = (await post(manager, body, '/quotes', { request })).json();
  await post(manager, body, `/quotes/${id}/submission`, { revision: drafted.revision });
  await post(head, body, `/quotes/${id}/approval`, { revision: drafted.revision + 1, decision: 'approved' });
  const { revision } = await read<{ revision: number }>(manager, body, `/quotes/${id}`);
  await post(manager, body, `/quotes/${id}/sending`, { revision });
  const answer = { decision: 'accepted', byName: 'Camille Gabare', byTitle: 'Présidente', act: 'Délibération de principe', reason: '' };
  const answered = await post(manager, body, `/quotes/${id}/answer`, { revision: revision + 1, ...answer });
  assert.ok(answered.statusCode < 300, answered.body);
  return id;
}

/** Leads a dossier from where its type begins to the signature, every act entered by the operator. */
export async function leadToSignature({ body, manager }: TestOperator, dossierId: string, siren: string): Promise<void> {
  const path = `/dossiers/${dossierId}`;
  const move = async (transition: string, facts: object) => {
    const answer = await post(manager, body, `${path}/moves`, { transition, facts });
    assert.equal(answer.statusCode, 200, `${transition}: ${answer.body}`);
  };
  const { step } = await read<{ step: string }>(manager, body, path);
  if (step === 'commission') {
    await move('commission-held', { commissionOn: '2026-11-10', commissionOpinion: 'favourable' });
    await move('bureau-held', { bureauOn: '2026-11-12', bureauOpinion: 'favourable' });
  }
  await move('convened', { convenedOn: '2026-11-13', sessionOn: '2026-11-20' });
  await post(manager, body, `${path}/pieces`, { ...pdf, kind: 'deliberation' });
  const vote = { inOffice: 30, present: 23, represented: 5, for: 28, against: 0 };
  await move('voted', { number: 'D2026-37', votedOn: '2026-11-20', secretary: true, vote });
  await move('transmitted', { identifier: `033-${siren}-20261121-D2026-37-DE`, receivedOn: '2026-11-21' });
  await move('published', { publishedOn: '2026-11-21' });
  await post(manager, body, `${path}/pieces`, { ...pdf, kind: 'convention' });
  await move('signed', { signedOn: '2026-11-21', signedBy: 'Camille Gabare', signedFor: 'Présidente' });
}

/** Opens the conventions and riders of the day, as the night does. */
export const openDue = (it: TestHouse): Promise<unknown> =>
  inContext(it.house, { actor: { kind: 'job', name: 'adhesions.open' }, organisation: null }, (ctx) =>
    Promise.resolve(it.house.index.jobs.get('adhesions.open')?.handler(ctx, {})),
  );

export const sirenOf = async (it: TestHouse, body: TestBody): Promise<string> =>
  (await asOwner(it, (client) => client.query('select siren from organisations.body where id = $1', [body.id]))).rows[0].siren;

type Serving = { sirens: readonly string[]; isOpen?: boolean; termYears?: number; riderCeilingCents?: number; legalNote?: string };

/** The CDG 47 serving these EPCI; it opens the online subscription unless told otherwise. */
export function makeCdg(it: TestHouse, serving: Serving): Promise<TestOperator> {
  return makeServing(it, { slug: 'cdg-47', name: 'Centre de gestion de Lot-et-Garonne', kind: 'etablissement' }, { isOpen: true, ...serving });
}

/** An operator that sells the editions shipped under its name and serves these EPCI, with an account manager and an administrator. */
export async function makeServing(
  it: TestHouse,
  { slug, name, kind }: { slug: string; name: string; kind: 'etablissement' | 'syndicat' },
  { sirens, isOpen = false, termYears = 3, riderCeilingCents, legalNote = '' }: Serving,
): Promise<TestOperator> {
  const body: TestBody = { id: await openOperator(it.house, { slug, name, kind }), slug, name };
  const managerPerson = await makePerson(it, [{ in: body, roles: ['account-manager'] }]);
  const headPerson = await makePerson(it, [{ in: body, roles: ['administrator'] }]);
  await loadTestEditions(it, body, shipped(slug), { proposer: managerPerson, second: headPerson });
  const operator = { body, managerPerson, headPerson, manager: await signedIn(it.app, managerPerson), head: await signedIn(it.app, headPerson) };
  const bodies = (await bodiesWhere(it, `siren in (${sirens.map((siren) => `'${siren}'`).join(', ')})`)).map(({ id }) => id);
  const added = await operator.head({ method: 'POST', url: `/api/o/${slug}/organisations/territory`, payload: { bodies, sinceOn: '2020-01-01' } });
  if (added.statusCode !== 200) throw new Error(`the territory answered ${added.statusCode}: ${added.body}`);
  const payload = { isOpen, kinds: [], affiliatedOnly: false, termYears, riderCeilingCents: riderCeilingCents ?? null, legalNote };
  const set = await operator.head({ method: 'PUT', url: `/api/o/${slug}/adhesions/subscription-settings`, payload });
  if (set.statusCode !== 200) throw new Error(`the settings answered ${set.statusCode}: ${set.body}`);
  return operator;
}
