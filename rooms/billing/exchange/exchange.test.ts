// SPDX-License-Identifier: EUPL-1.2
/** Files that leave and returns that come back, through HTTP on a real database, with the simulated other sides. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { TestHouse } from '#platform/testing/house.ts';
import { needsSchema, officialSchema } from '#platform/testing/official-schemas.ts';
import { needs } from '#platform/testing/peer.ts';
import { takeIn, tellPayments, type FinanceSoftware } from '#simulators/finance-software/answer-liquidation.ts';
import { answerPes } from '#simulators/helios/answer-pes.ts';
import type { ExchangeSettings } from '../contract/exchange.ts';
import { siretOf } from '../payers/siret.ts';
import { defaultSettings } from '../settings/read-settings.ts';
import { ask, billYear, makeBillingOperator, makeConvention, makePayer, openBillingHouse, refusal, send, type BillingOperator } from '../testing.ts';

type Row = { id: string; kind: string; number: string; grossCents: number; state: string; titre: string | null; paidCents: number };
type Read = { settings: ExchangeSettings; waiting: number; waitingCents: number; quarantine: number };
type Imported = { id: string; status: string; applied: number; refused: number };

let it: TestHouse;
before(async () => {
  it = await openBillingHouse();
});
after(() => it.close());

const address = { lines: ['1 rue de la Mairie'], postcode: '33000', city: 'Bordeaux', country: 'FR' };
const kinds = { kinds: ['appel', 'facture', 'avoir'] };
const documents = async ({ accountant, body }: BillingOperator) =>
  (await ask<{ rows: Row[] }>(accountant, body, 'GET', '/billing/documents?size=100&sort=number&order=asc')).rows;
const exchange = ({ accountant, body }: BillingOperator) => ask<Read>(accountant, body, 'GET', '/billing/exchange');
const base64 = (bytes: Uint8Array | string) => (typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Buffer.from(bytes)).toString('base64');
const bring = ({ accountant, body }: BillingOperator, name: string, bytes: Uint8Array | string) =>
  ask<Imported>(accountant, body, 'POST', '/billing/exchange/returns', { name, content: base64(bytes) });

/** An operator with an appel of 16 638,00 € and a facture of 256,01 € that wait. */
async function billedOperator(): Promise<BillingOperator> {
  const operator = await makeBillingOperator(it);
  const { accountant, body } = operator;
  const accounting = Object.fromEntries(Object.keys(defaultSettings.accounting).map((family) => [family, { nature: '7588', fonction: '020' }]));
  const issuer = { ...defaultSettings.issuer, siret: siretOf('210500001', '0001'), address, vatNumber: null };
  await ask(accountant, body, 'PUT', '/billing/settings', { ...defaultSettings, accounting, issuer });
  const epci = await makePayer(it, operator, { name: 'CC des Coteaux', kind: 'cc' });
  const commune = await makePayer(it, operator, { name: 'Ambarès' });
  for (const { id, siren: of } of [epci, commune]) {
    const details = { siret: siretOf(of, '0001'), engagement: 'ENG-1', serviceCode: null, address, email: null, billToId: null, billToReason: null };
    await ask(accountant, body, 'PUT', `/billing/payers/${id}`, details);
  }
  await makeConvention(it, operator, { payer: epci, lines: [{ cents: 1_663_800 }] });
  await makeConvention(it, operator, {
    payer: commune,
    kind: 'package',
    lines: [{ offer: 'newapp', label: 'Maintenance', cents: 21_334, treatment: 'taxed', vatBps: 2000 }],
  });
  await billYear(operator, 2026);
  return operator;
}

async function setPes(operator: BillingOperator, edition: 'none' | '02' = 'none'): Promise<void> {
  const { settings } = await exchange(operator);
  const centre = { name: 'SGC d’essai', line: '2 rue du Trésor', postcode: '33000', city: 'Bordeaux' };
  const pes = {
    ...settings.pes,
    codique: '033099',
    codCol: '123',
    codBud: '00',
    sigle: 'ESSAI',
    address: '1 place',
    codProdLoc: 'NUM1',
    nature: '7588',
    edition,
    centre,
    firstTitre: 501,
  };
  await ask(operator.accountant, operator.body, 'PUT', '/billing/exchange', { ...settings, mode: 'B', pes });
}

test('mode A: the liquidation file leaves once, titres and payments come back by file', async () => {
  const operator = await billedOperator();
  const { accountant, body } = operator;
  assert.equal((await exchange(operator)).waiting, 2);
  const checked = await ask<{ documents: number; totalCents: number; faults: unknown[] }>(accountant, body, 'POST', '/billing/exchange/check', kinds);
  assert.deepEqual(checked, { documents: 2, totalCents: 1_663_800 + 25_601, faults: [], warnings: [] });
  const { id } = await ask<{ id: string }>(accountant, body, 'POST', '/billing/exchange/files', kinds);
  assert.equal(await refusal(accountant, body, 'POST', '/billing/exchange/files', kinds), '422 billing.file-empty');
  const file = await send(accountant, body, 'GET', `/billing/exchange/files/${id}/content`);
  const software: FinanceSoftware = { exercice: 2026, nextTitre: 300, nextBordereau: 20, titres: new Map() };
  const titres = takeIn(file.rawPayload, software, '2026-11-24');

  const preview = await ask<{ lines: { verdict: string }[] }>(accountant, body, 'POST', '/billing/exchange/returns/preview', {
    name: 'titres.csv',
    content: base64(titres),
  });
  assert.deepEqual(
    preview.lines.map(({ verdict }) => verdict),
    ['apply', 'apply'],
  );
  assert.ok(
    (await documents(operator)).every(({ titre }) => titre === null),
    'a preview records nothing',
  );
  const brought = await bring(operator, 'titres.csv', titres);
  assert.deepEqual([brought.status, brought.applied, brought.refused], ['read', 2, 0]);
  assert.equal(
    await refusal(accountant, body, 'POST', '/billing/exchange/returns', { name: 'encore.csv', content: base64(titres) }),
    '409 billing.return-known',
  );
  assert.deepEqual((await documents(operator)).map(({ titre, state }) => [titre, state]).toSorted(), [
    ['300', 'titred'],
    ['301', 'titred'],
  ]);
  assert.equal(await refusal(accountant, body, 'POST', `/billing/exchange/files/${id}/withdrawal`), '409 billing.file-answered');

  const paid = (await documents(operator)).map(({ number, grossCents }) => ({ reference: number, cents: grossCents, on: '2026-12-15' }));
  const payments = await bring(operator, 'encaissements.csv', tellPayments(paid, software));
  assert.deepEqual([payments.applied, payments.refused], [2, 0]);
  assert.ok((await documents(operator)).every(({ state }) => state === 'paid'));
});

test('a file that nobody took in is withdrawn, and its documents wait again', async () => {
  const operator = await billedOperator();
  const { accountant, body } = operator;
  const { id } = await ask<{ id: string }>(accountant, body, 'POST', '/billing/exchange/files', kinds);
  assert.equal((await exchange(operator)).waiting, 0);
  assert.equal((await send(accountant, body, 'POST', `/billing/exchange/files/${id}/withdrawal`)).statusCode, 204);
  assert.equal((await exchange(operator)).waiting, 2);
  assert.equal((await send(accountant, body, 'GET', `/billing/exchange/files/${id}/content`)).statusCode, 200, 'its bytes stay');
});

test(
  'mode B: titres are numbered without a gap, the PES is valid, Hélios answers',
  { ...needs('xmllint', 'libxml2-utils'), ...needsSchema('pes-5.17') },
  async () => {
    const operator = await billedOperator();
    const { accountant, body } = operator;
    assert.equal(await refusalInModeB(operator), '422 billing.pes-not-set');
    await setPes(operator, '02');
    const checked = await ask<{ warnings: string[]; faults: unknown[] }>(accountant, body, 'POST', '/billing/exchange/check', kinds);
    assert.deepEqual(checked.faults, []);
    assert.match(checked.warnings.join(' '), /n’est pas signé/);
    const { id } = await ask<{ id: string }>(accountant, body, 'POST', '/billing/exchange/files', kinds);
    assert.deepEqual((await documents(operator)).map(({ titre }) => titre).toSorted(), ['501', '502']);
    const pes = (await send(accountant, body, 'GET', `/billing/exchange/files/${id}/content`)).rawPayload;
    const folder = mkdtempSync(join(tmpdir(), 'beffroi-exchange-'));
    writeFileSync(join(folder, 'pes.xml'), pes);
    execFileSync('xmllint', ['--noout', '--nonet', '--schema', officialSchema('pes-5.17/PES_V2/Rev0/PES_Aller.xsd'), join(folder, 'pes.xml')], {
      stdio: 'pipe',
    });
    rmSync(folder, { recursive: true });

    const treasury = { codique: '033099', codCol: '123', codBud: '00', seen: new Set<string>() };
    const answer = answerPes(pes, treasury, '2026-11-25', (titre) =>
      titre === '501' ? { paidCents: 10_000, paidOn: '2026-12-01' } : { rejected: 'Imputation à revoir' },
    );
    assert.equal((await bring(operator, 'acquit.xml', answer.acquit)).refused, 0);
    const back = await bring(operator, 'retour.xml', answer.retour ?? '');
    assert.deepEqual([back.applied, back.refused], [2, 0], 'a payment and a rejection');
    assert.deepEqual((await documents(operator)).map(({ paidCents, state }) => [paidCents, state]).toSorted(), [
      [0, 'rejected'],
      [10_000, 'titred'],
    ]);

    const again = await ask<{ id: string }>(accountant, body, 'POST', `/billing/exchange/files/${id}/again`);
    const second = (await send(accountant, body, 'GET', `/billing/exchange/files/${again.id}/content`)).rawPayload.toString('latin1');
    assert.match(second, /IdPce V="501"/);
    assert.doesNotMatch(second, /IdPce V="502"/, 'what the accountant rejected does not go again under its number');
    assert.match(second, /_002\.xml|_003\.xml/);
  },
);

test('a titre that the accountant rejected is sent again under another number, and its former one is told once', async () => {
  const operator = await billedOperator();
  const { accountant, body } = operator;
  await setPes(operator);
  const first = await ask<{ id: string }>(accountant, body, 'POST', '/billing/exchange/files', kinds);
  const pes = async (id: string) => (await send(accountant, body, 'GET', `/billing/exchange/files/${id}/content`)).rawPayload;
  const treasury = { codique: '033099', codCol: '123', codBud: '00', seen: new Set<string>() };
  const fate = (titre: string) => (titre === '502' ? { rejected: 'Imputation à revoir' } : { paidCents: 100, paidOn: '2026-12-01' });
  const sent = await pes(first.id);
  const answer = answerPes(sent, treasury, '2026-11-25', fate);
  await bring(operator, 'retour.xml', answer.retour ?? '');
  const rejected = (await documents(operator)).find(({ state }) => state === 'rejected');
  const details = await ask<{ rejectedOn: string; rejectReason: string }>(accountant, body, 'GET', `/billing/documents/${rejected?.id}`);
  assert.deepEqual([details.rejectedOn, details.rejectReason], ['2026-11-25', 'Imputation à revoir']);
  const other = (await documents(operator)).find(({ state }) => state !== 'rejected');
  assert.equal(
    await refusal(accountant, body, 'POST', `/billing/documents/${other?.id}/rejection`, { on: '2026-12-01', reason: 'Erreur' }),
    '409 billing.rejected-paid',
  );
  assert.equal((await exchange(operator)).waiting, 0);
  await ask(accountant, body, 'POST', `/billing/documents/${rejected?.id}/another-titre`, { reason: 'Imputation corrigée' });
  assert.equal((await exchange(operator)).waiting, 1);
  assert.equal(
    await refusal(accountant, body, 'POST', `/billing/documents/${rejected?.id}/another-titre`, { reason: 'Encore' }),
    '409 billing.not-rejected',
  );
  const second = await ask<{ id: string }>(accountant, body, 'POST', '/billing/exchange/files', kinds);
  assert.match((await pes(second.id)).toString('latin1'), /IdPce V="503"/);
  assert.equal((await documents(operator)).find(({ id }) => id === rejected?.id)?.titre, '503');
  const restated = await bring(operator, 'retour-repris.xml', (answer.retour ?? '').replace('Imputation à revoir', 'Imputation à revoir.'));
  assert.deepEqual([restated.applied, restated.refused], [0, 1], 'the payment is known, the rejection too: one line tells a double');
  const taken = answerPes(await pes(second.id), treasury, '2026-12-05', () => ({}));
  const last = await bring(operator, 'retour-2.xml', taken.retour ?? '');
  assert.deepEqual([last.applied, last.refused], [0, 0], 'the new titre is taken in charge');
});

test('an avoir of a rejected titre settles the document, and goes nowhere: nothing was taken in charge', async () => {
  const operator = await billedOperator();
  const { accountant, second, body } = operator;
  await setPes(operator);
  await ask(accountant, body, 'POST', '/billing/exchange/files', kinds);
  const document = (await documents(operator)).find(({ number }) => number.startsWith('FA'));
  await ask(accountant, body, 'POST', `/billing/documents/${document?.id}/rejection`, { on: '2026-12-01', reason: 'Débiteur inconnu' });
  const credit = await ask<{ id: string }>(accountant, body, 'POST', `/billing/documents/${document?.id}/credit`, {
    reason: 'Payeur faux',
    lines: [{ rank: 1, netCents: 21_334, isBilledAnew: false }],
  });
  await ask(second, body, 'POST', `/billing/credits/${credit.id}/issue`);
  assert.equal((await exchange(operator)).waiting, 0);
  assert.equal((await documents(operator)).find(({ id }) => id === document?.id)?.state, 'credited');
});

test('a rejection of transport changes no document: it waits for somebody, and the file is made again under the same numbers', async () => {
  const operator = await billedOperator();
  const { accountant, body } = operator;
  await setPes(operator);
  const { id } = await ask<{ id: string }>(accountant, body, 'POST', '/billing/exchange/files', kinds);
  const sent = (await send(accountant, body, 'GET', `/billing/exchange/files/${id}/content`)).rawPayload;
  const treasury = { codique: '033099', codCol: '123', codBud: '00', seen: new Set(['2026/T502']) };
  const brought = await bring(operator, 'acquit.xml', answerPes(sent, treasury, '2026-11-25').acquit);
  assert.deepEqual([brought.applied, brought.refused], [0, 1]);
  assert.ok((await documents(operator)).every(({ state }) => state === 'titred'));
  const quarantine = await ask<{ rows: { id: string; says: string }[] }>(accountant, body, 'GET', '/billing/exchange/quarantine');
  assert.match(quarantine.rows[0]?.says ?? '', /^Titre 502 rejeté : /);
  const dismissed = await send(accountant, body, 'POST', `/billing/exchange/quarantine/${quarantine.rows[0]?.id}/dismissal`, {
    reason: 'Doublon vérifié',
  });
  assert.equal(dismissed.statusCode, 204);
  assert.equal((await exchange(operator)).quarantine, 0);
});

test('a broken return is kept, explained, and read again once the mapping is right', async () => {
  const operator = await billedOperator();
  const { accountant, body } = operator;
  const [first] = await documents(operator);
  const table = `Pièce;N° titre\n${first?.number};77\n`;
  const broken = await bring(operator, 'retour.csv', table);
  assert.deepEqual([broken.status, broken.applied], ['broken', 0]);
  const kept = await ask<{ says: string }>(accountant, body, 'GET', `/billing/exchange/returns/${broken.id}`);
  assert.match(kept.says, /ni la colonne « Référence » ni la colonne « Titre »/);
  assert.equal(
    (await send(accountant, body, 'GET', `/billing/exchange/returns/${broken.id}/content`)).rawPayload.toString('latin1'),
    table,
    'nothing is lost',
  );
  const { settings } = await exchange(operator);
  const titles = { ...settings.returns.titles, document: 'Pièce', titre: 'N° titre' };
  await ask(accountant, body, 'PUT', '/billing/exchange', { ...settings, returns: { ...settings.returns, titles } });
  const replayed = await ask<Imported>(accountant, body, 'POST', `/billing/exchange/returns/${broken.id}/replay`);
  assert.deepEqual([replayed.status, replayed.applied, replayed.refused], ['read', 1, 0]);
  assert.deepEqual(await ask<Imported>(accountant, body, 'POST', `/billing/exchange/returns/${broken.id}/replay`), {
    status: 'read',
    applied: 0,
    refused: 0,
  });
  assert.equal((await documents(operator))[0]?.titre, '77');
});

test('good lines are recorded, the others wait with their reason and are judged again', async () => {
  const operator = await billedOperator();
  const { accountant, body } = operator;
  const [first, second] = await documents(operator);
  const table = [
    'Référence;Montant encaissé;Date encaissement;Référence encaissement',
    `${first?.number};10,00;01/12/2026;ENC-1`,
    `${first?.number};10,00;01/12/2026;ENC-1`,
    'FA-1999-0001;5,00;01/12/2026;ENC-2',
    `${second?.number};999999,00;01/12/2026;ENC-3`,
  ].join('\n');
  const brought = await bring(operator, 'mêlé.csv', table);
  assert.deepEqual([brought.applied, brought.refused], [1, 3]);
  assert.equal((await exchange(operator)).quarantine, 3);
  const replayed = await ask<Imported>(accountant, body, 'POST', `/billing/exchange/returns/${brought.id}/replay`);
  assert.deepEqual([replayed.applied, replayed.refused], [0, 3], 'what was recorded is not recorded again');
  assert.equal(
    (await documents(operator)).reduce((sum, { paidCents }) => sum + paidCents, 0),
    1_000,
  );
});

test('a return for another operator is kept apart, whole', async () => {
  const operator = await billedOperator();
  await setPes(operator);
  const { accountant, body } = operator;
  const { id } = await ask<{ id: string }>(accountant, body, 'POST', '/billing/exchange/files', kinds);
  const pes = (await send(accountant, body, 'GET', `/billing/exchange/files/${id}/content`)).rawPayload;
  const answer = answerPes(pes, { codique: '033099', codCol: '123', codBud: '00', seen: new Set() }, '2026-11-25', () => ({ paidCents: 100 }));
  const brought = await bring(operator, 'retour.xml', (answer.retour ?? '').replace('CodColl V="123"', 'CodColl V="999"'));
  assert.deepEqual([brought.status, brought.applied], ['misaddressed', 0]);
  assert.equal((await exchange(operator)).quarantine, 1);
});

test('a facture goes out as Factur-X, an appel does not, and another operator sees neither', async () => {
  const operator = await billedOperator();
  const { accountant, body } = operator;
  const rows = await documents(operator);
  const [appel, facture] = [rows.find(({ kind }) => kind === 'appel'), rows.find(({ kind }) => kind === 'facture')];
  const answer = await send(accountant, body, 'GET', `/billing/documents/${facture?.id}/factur-x`);
  assert.equal(answer.statusCode, 200, answer.body.slice(0, 300));
  assert.match(answer.rawPayload.toString('latin1'), /<fx:ConformanceLevel>EN 16931</);
  assert.equal(await refusal(accountant, body, 'GET', `/billing/documents/${appel?.id}/factur-x`), '422 billing.no-factur-x');
  const other = await makeBillingOperator(it);
  assert.equal(await refusal(other.accountant, other.body, 'GET', `/billing/documents/${facture?.id}/factur-x`), '404 billing.document-not-found');
});

test('two persons who press at once make one file, and no document goes twice', async () => {
  const operator = await billedOperator();
  const { accountant, second, body } = operator;
  const answers = await Promise.all([accountant, second].map((caller) => send(caller, body, 'POST', '/billing/exchange/files', kinds)));
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 422]);
  const { rows } = await ask<{ rows: { documents: number }[] }>(accountant, body, 'GET', '/billing/exchange/files');
  assert.deepEqual(
    rows.map((file) => file.documents),
    [2],
  );
});

test('mappings by which no return could find its document are refused', async () => {
  const operator = await makeBillingOperator(it);
  const { accountant, body } = operator;
  const { settings } = await exchange(operator);
  const put = (changes: Partial<ExchangeSettings>) => refusal(accountant, body, 'PUT', '/billing/exchange', { ...settings, ...changes });
  assert.equal(
    await put({ liquidation: { ...settings.liquidation, columns: [{ title: 'Objet', field: 'title' }] } }),
    '422 billing.mapping-without-document',
  );
  const titles = (changes: object) => ({ ...settings.returns, titles: { ...settings.returns.titles, ...changes } });
  assert.equal(await put({ returns: titles({ document: '', titre: '' }) }), '422 billing.mapping-without-key');
  assert.equal(await put({ returns: titles({ titre: 'référence' }) }), '422 billing.mapping-double');
});

async function refusalInModeB(operator: BillingOperator): Promise<string> {
  const { settings } = await exchange(operator);
  await ask(operator.accountant, operator.body, 'PUT', '/billing/exchange', { ...settings, mode: 'B' });
  return refusal(operator.accountant, operator.body, 'POST', '/billing/exchange/files', kinds);
}
