// SPDX-License-Identifier: EUPL-1.2
/** Two operators with accepted quotes and open dossiers, to test documents, signatures and proofs with. */
import assert from 'node:assert/strict';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import type { Settings } from '#platform/settings.ts';
import dossiers from '#rooms/dossiers/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { asOwner, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { makeOperator, quoteRooms, type TestOperator } from '#rooms/quotes/testing.ts';
import rights from '#rooms/rights/room.ts';
import adhesions from '../room.ts';

export type PaperHouse = { it: TestHouse; gironde: TestOperator; cdg: TestOperator };

export async function openPaperHouse(settings: Partial<Settings> = {}): Promise<PaperHouse> {
  const it = await openTestHouse([...quoteRooms, rights, dossiers, adhesions], { seed: nationalRegister, settings });
  return { it, gironde: await makeOperator(it, 'gironde-numerique'), cdg: await makeOperator(it, 'cdg-47') };
}

export function post(caller: Caller, body: Pick<TestBody, 'slug'>, path: string, payload: object) {
  return caller({ method: 'POST', url: `/api/o/${body.slug}${path}`, payload });
}

export async function bodyWhere(it: TestHouse, where: string): Promise<TestBody & { siren: string }> {
  const { rows } = await asOwner(it, (client) => client.query(`select id, slug, name, siren from organisations.body where ${where}`));
  return rows[0] ?? assert.fail(where);
}

/** The territory of 2017: the CC and its eight communes, one To. */
export const territoryOf2017 = {
  edition: 'gironde-numerique-2017',
  for: { siren: '243301355' },
  volume: { value: 1, unit: 'To' },
  items: [{ offer: 'adhesion-mutualisee' }],
};

/** Sends a quote and records that it was accepted. Returns its id. */
export async function acceptQuote(operator: TestOperator, request: object): Promise<string> {
  const { manager, head, body } = operator;
  const drafted = (await post(manager, body, '/quotes', { request })).json<{ id: string; revision: number }>();
  assert.ok(drafted.id, JSON.stringify(drafted));
  const at = `/quotes/${drafted.id}`;
  await post(manager, body, `${at}/submission`, { revision: drafted.revision });
  await post(head, body, `${at}/approval`, { revision: drafted.revision + 1, decision: 'approved' });
  const { revision } = (await manager({ url: `/api/o/${body.slug}${at}` })).json<{ revision: number }>();
  const sent = await post(manager, body, `${at}/sending`, { revision });
  assert.equal(sent.statusCode, 200, sent.body);
  const answer = {
    revision: revision + 1,
    decision: 'accepted',
    byName: 'Camille Gabare',
    byTitle: 'Présidente',
    act: 'Accord de principe',
    reason: '',
  };
  const answered = await post(manager, body, `${at}/answer`, answer);
  assert.ok(answered.statusCode < 300, answered.body);
  return drafted.id;
}

export type Started = { dossierId: string; number: string; linked: { dossierId: string; body: string }[] };

export async function startFrom(operator: TestOperator, quoteId: string, over: object = {}): Promise<Started> {
  const started = await post(operator.manager, operator.body, '/adhesions', { quoteId, startsOn: '2027-01-01', ...over });
  assert.equal(started.statusCode, 200, started.body);
  return started.json<Started>();
}

export const vote = { inOffice: 30, present: 23, represented: 5, for: 28, against: 0 };

/** A file that is a PDF for whoever looks at its first and last bytes. */
export function somePdf(text = 'essai'): string {
  return Buffer.from(`%PDF-1.7\n% ${text}\nstartxref\n0\n%%EOF\n`).toString('base64');
}

/** Leads a dossier up to a step, each act entered by the operator. */
export async function leadTo(
  operator: TestOperator,
  dossierId: string,
  siren: string,
  until: 'convened' | 'voted' | 'transmitted' | 'published',
): Promise<void> {
  const path = `/dossiers/${dossierId}`;
  const piece = { name: 'deliberation.pdf', type: 'application/pdf', content: somePdf(dossierId), kind: 'deliberation' };
  const steps: readonly (readonly [string, object])[] = [
    ['commission-held', { commissionOn: '2026-11-10', commissionOpinion: 'favourable' }],
    ['bureau-held', { bureauOn: '2026-11-12', bureauOpinion: 'favourable' }],
    ['convened', { convenedOn: '2026-11-13', sessionOn: '2026-11-20' }],
    ['voted', { number: 'D2026-37', votedOn: '2026-11-20', secretary: true, vote }],
    ['transmitted', { identifier: `033-${siren}-20261121-D2026-37-DE`, receivedOn: '2026-11-21' }],
    ['published', { publishedOn: '2026-11-21' }],
  ];
  for (const [transition, facts] of steps) {
    if (transition === 'voted') await post(operator.manager, operator.body, `${path}/pieces`, piece);
    const moved = await post(operator.manager, operator.body, `${path}/moves`, { transition, facts });
    // A body that joins, or subscribes for itself, has neither commission nor bureau.
    if (moved.statusCode === 404 && ['commission-held', 'bureau-held'].includes(transition)) continue;
    assert.equal(moved.statusCode, 200, `${transition}: ${moved.body}`);
    if (transition === until) return;
  }
}
