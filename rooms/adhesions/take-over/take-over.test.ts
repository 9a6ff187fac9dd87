// SPDX-License-Identifier: EUPL-1.2
/** Conventions that stood before: brought by a file, judged line by line, corrected by another, undone while nothing was built upon them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rightsOf } from '#platform/access/providers.ts';
import { writeCsv } from '#platform/documents/csv.ts';
import { inContext } from '#platform/make-context.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import dossiers from '#rooms/dossiers/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import { asOwner, makePerson, signedIn, type TestBody } from '#rooms/people/testing.ts';
import { makeOperator, quoteRooms, type TestOperator } from '#rooms/quotes/testing.ts';
import { consume } from '#rooms/rights/api.ts';
import rights from '#rooms/rights/room.ts';
import room from '../room.ts';
import { exampleLines } from './columns.ts';
import { cadreOf2017, takeOverFile, territoryLines, type TakeOverLine } from './testing.ts';

const EPCI = '243301355';

let it: TestHouse;
let gironde: TestOperator;
let cdg: TestOperator;
let communes: (TestBody & { insee: string })[];
before(async () => {
  it = await openTestHouse([...quoteRooms, rights, dossiers, room], { seed: nationalRegister });
  gironde = await makeOperator(it, 'gironde-numerique');
  cdg = await makeOperator(it, 'cdg-47');
  communes = await bodies(
    `id in (select m.member_id from organisations.membership m join organisations.body e on e.id = m.epci_id where e.siren = '${EPCI}' and m.until_on is null) order by name`,
  );
});
after(() => it.close());

const bodies = async (where: string): Promise<(TestBody & { insee: string })[]> =>
  (await asOwner(it, (client) => client.query(`select id, slug, name, insee from organisations.body where ${where}`))).rows;
const one = async (where: string) => (await bodies(where))[0] ?? assert.fail(where);
const holds = (body: TestBody, service: string) => rightsOf(it.house).holds(it.house, body.id, service);

type Line = TakeOverLine;

const post = (operator: TestOperator, path: string, payload: object) =>
  operator.manager({ method: 'POST', url: `/api/o/${operator.body.slug}/adhesions${path}`, payload });

async function preview(operator: TestOperator, lines: readonly Line[]) {
  const answer = await post(operator, '/take-overs/preview', takeOverFile(lines));
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
}

async function apply(operator: TestOperator, lines: readonly Line[], numbers = [...new Set(lines.map(({ number }) => number))]) {
  const answer = await post(operator, '/take-overs', { ...takeOverFile(lines), numbers });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
}

const cadre = cadreOf2017;
const territory = (): Line[] => territoryLines(communes.map(({ insee }) => insee));

const rows = async (table: string, operator = gironde): Promise<number> =>
  (await asOwner(it, (client) => client.query(`select count(*)::int as n from adhesions.${table} where organisation_id = $1`, [operator.body.id])))
    .rows[0].n;

test('says of each convention what it would create, the printed price and what it would open, and writes nothing', async () => {
  const { rows: lines, totals } = await preview(gironde, territory());
  assert.deepEqual(lines.map(({ action }: { action: string }) => action), Array(9).fill('create')); // prettier-ignore
  assert.equal(totals.create, 9);
  assert.equal(lines[0].printedCents, 1_793_800);
  assert.equal(totals.differing, 0);
  assert.match(lines[0].says.join(' '), /Convention cadre de CC les Coteaux Bordelais, du 1er janvier 2018 au 31 décembre 2027/);
  assert.match(lines[0].says.join(' '), /17\s938,00\s€ par an/);
  assert.match(lines[1].says[0], /Convention tripartite de Bonnetan, payée par CC les Coteaux Bordelais, du 1er janvier 2018 au 31 décembre 2027/);
  assert.equal(await rows('convention'), 0);
});

test('reads the same file in Windows-1252 with commas', async () => {
  const text = writeCsv(
    ['Numéro', 'Nature', 'Collectivité', 'Édition', 'Début', 'Volume', 'Montant'],
    [['CC-1', 'Cadre', 'CC les Coteaux Bordelais', 'Gironde Numérique, catalogue 2017', '2018-01-01', '1 To', '10 250,00']],
    { separator: ',' },
  );
  const bytes = Buffer.from(text.replace('\ufeff', ''), 'latin1');
  const answer = await post(gironde, '/take-overs/preview', { fileName: 'x.csv', content: bytes.toString('base64') });
  assert.equal(answer.json().encoding, 'windows-1252');
  assert.equal(answer.json().separator, ',');
  assert.deepEqual(answer.json().rows[0].faults, []);
  assert.equal(answer.json().rows[0].printedCents, 1_025_000);
});

test('names the column and the value of each fault, in its line', async () => {
  const faults = async (over: Line, ...others: Line[]): Promise<string> => {
    const { rows: lines } = await preview(gironde, [...others, { ...cadre, ...over }]);
    const last = lines.at(-1);
    assert.equal(last.action, 'error');
    assert.equal(last.faults[0].line, others.length + 2);
    return last.faults.map(({ says }: { says: string }) => says.replaceAll('\u00a0', ' ')).join(' ');
  };
  assert.match(await faults({ begins: '31/02/2018' }), /^Colonne « Début », « 31\/02\/2018 » : ce n’est pas une date ; écrivez-la 31\/12\/2026\.$/);
  assert.match(await faults({ body: '999999999' }), /Colonne « Bénéficiaire », « 999999999 » : aucune collectivité ne porte le numéro/);
  assert.match(await faults({ kind: 'accord' }), /Colonne « Nature », « accord » : écrivez cadre, tripartite ou forfait/);
  assert.match(await faults({ edition: 'gironde-2003' }), /Colonne « Édition », « gironde-2003 » : le catalogue n’a pas cette édition/);
  assert.match(await faults({ volume: '1' }), /Colonne « Volume », « 1 » : écrivez le volume avec son unité/);
  assert.match(await faults({ volume: '' }), /Colonne « Volume », vide : donnez le volume de données/);
  assert.match(await faults({ ends: '31/12/2017' }), /Colonne « Fin », « 31\/12\/2017 » : la fin précède le début/);
  assert.match(await faults({ uses: 'sms = 3' }), /la convention n’ouvre pas ce droit ; elle ouvre .*volume-du-territoire/);
  assert.match(await faults({ body: communes[0]?.insee ?? '' }), /n’est pas un EPCI/);
  const tripartite = { number: 'CT-1', kind: 'tripartite', edition: '', ends: '', volume: '', amount: '', uses: '' };
  assert.match(
    await faults({ ...tripartite, body: communes[0]?.insee ?? '', payer: EPCI }),
    /aucune convention cadre de CC les Coteaux Bordelais ne couvre/,
  );
  assert.match(await faults({ ...tripartite, body: '47157', payer: EPCI }, cadre), /Marmande n’est pas du territoire de CC les Coteaux Bordelais/);
  assert.match(
    await faults({ number: 'CC-2', begins: '01/01/2020' }, cadre),
    /est déjà membre depuis le 1er janvier 2018 .* par la convention CC-2017-001 \(ligne 2\)/,
  );
  assert.match(await faults({ number: '' }), /Colonne « Numéro de convention », vide : le numéro manque/);
});

test('keeps the amount of the signed document as a proof when the printed cell differs', async () => {
  const { rows: lines } = await preview(gironde, [{ ...cadre, amount: '18 000,00' }]);
  assert.equal(lines[0].printedCents, 1_025_000);
  assert.match(lines[0].warnings.join(' '), /Montant du document 18\s000,00\s€, prix imprimé 10\s250,00\s€\s.*écart \+7\s750,00\s€/);
});

test('takes over a territory: register, members, rights and what was used stand, and the same file again changes nothing', async () => {
  const first = await apply(gironde, territory());
  assert.deepEqual([first.created, first.changed, first.unchanged], [9, 0, 0]);
  const epci = await one(`siren = '${EPCI}'`);
  const bonnetan = communes[0] ?? assert.fail();
  assert.equal(await holds(bonnetan, 'parapheur'), true);
  assert.equal(await holds(epci, 'conges'), true);
  const dgs = await signedIn(it.app, await makePerson(it, [{ in: epci, roles: ['dgs'] }]));
  const { allowances } = (await dgs({ url: `/api/o/${epci.slug}/rights` })).json();
  const volume = allowances.find(({ key }: { key: string }) => key === 'volume-du-territoire');
  assert.deepEqual([volume.amount, volume.used], [1_000, 740]);
  const roster = (await gironde.manager({ url: `/api/o/${gironde.body.slug}/adhesions/roster/${epci.id}?on=2026-11-21` })).json();
  assert.equal(roster.counted, 8);
  const { rows: conventions } = (await gironde.manager({ url: `/api/o/${gironde.body.slug}/adhesions/conventions?kind=cadre` })).json();
  assert.equal(conventions[0].yearlyCents, 1_793_800);
  assert.equal(conventions[0].proofs.source.line, 2);
  assert.equal(conventions[0].proofs.source.digest.length, 64);
  assert.equal(conventions[0].proofs.amount.differenceCents, 0);

  const { rows: terms } = await asOwner(it, (client) =>
    client.query(`select priced -> 'totals' as totals from adhesions.terms where organisation_id = $1`, [gironde.body.id]),
  );
  assert.deepEqual(terms.map(({ totals }) => totals.years[0].payableCents), [1_793_800]); // prettier-ignore

  const again = await apply(gironde, territory());
  assert.deepEqual(again, { id: null, created: 0, changed: 0, unchanged: 9 });
  assert.equal(await rows('convention'), 9);
  assert.equal(await rows('take_over'), 1);
});

test('a corrected file corrects what was taken over and nothing else, with its history', async () => {
  const corrected = territory();
  it.clock.set('2026-11-21T09:05:00Z');
  corrected[0] = { ...cadre, volume: '500 Go', amount: '15 375,00', uses: 'volume-du-territoire = 410' };
  const { rows: lines } = await preview(gironde, corrected);
  assert.equal(lines[0].action, 'change');
  assert.deepEqual(lines[0].says.map((says: string) => says.replaceAll(/[\u00a0\u202f]/g, ' ')), [
    'Volume : 1 To → 500 Go.',
    'Montant du document : 17 938,00 € → 15 375,00 €.',
    'Droits utilisés : volume-du-territoire = 740 → volume-du-territoire = 410.',
  ]); // prettier-ignore
  const result = await apply(gironde, corrected);
  assert.deepEqual([result.created, result.changed, result.unchanged], [0, 1, 8]);
  const epci = await one(`siren = '${EPCI}'`);
  const standing = await asOwner(it, (client) =>
    client.query(
      `select a.amount, b.used from rights.allowance a join rights.balance b on b.allowance_id = a.id where a.beneficiary_id = $1 and a.key = 'volume-du-territoire'`,
      [epci.id],
    ),
  );
  assert.deepEqual(standing.rows, [{ amount: '500000', used: '410000' }]);
  it.clock.set('2026-11-21T09:10:00Z');
  const undone = await post(gironde, `/take-overs/${result.id}/undo`, {});
  assert.deepEqual(undone.json(), { removed: 0, restored: 1 });
  assert.equal((await post(gironde, `/take-overs/${result.id}/undo`, {})).json().code, 'adhesions.take-over-undone');
  const { rows: conventions } = (await gironde.manager({ url: `/api/o/${gironde.body.slug}/adhesions/conventions?kind=cadre` })).json();
  assert.equal(conventions[0].yearlyCents, 1_793_800);
  assert.equal((await preview(gironde, territory())).totals.nothing, 9);
});

test('an audit made before comes back on its anniversary, and certificates count as held', async () => {
  const marmande = await one(`insee = '47157'`);
  await apply(cdg, [{ ...exampleLines[2], number: 'AN-2024-118', body: '47157' }]);
  const secretary = await signedIn(it.app, await makePerson(it, [{ in: marmande, roles: ['secretary'] }]));
  const { allowances } = (await secretary({ url: `/api/o/${marmande.slug}/rights?on=2027-01-10` })).json();
  const of = (key: string) => allowances.find((right: { key: string }) => right.key.startsWith(key));
  assert.equal(of('audit').used, 1);
  assert.equal(of('audit').nextOn, '2027-03-15');
  assert.equal(of('certificats').used, 1);
  assert.equal(of('sauvegarde-go').used, 12.5);
});

test('a take-over is undone while nothing was built upon it, and no longer once a right was used', async () => {
  const [kept, gone] = [await one(`insee = '47001'`), await one(`insee = '47091'`)];
  const line = (insee: string, number: string): Line => ({
    number,
    kind: 'forfait',
    body: insee,
    edition: 'cdg47-deux-forfaits',
    begins: '01/01/2025',
    items: 'forfait-metiers | forfait-technologie',
  });
  const first = await apply(cdg, [line('47091', 'AN-1')]);
  assert.deepEqual((await post(cdg, `/take-overs/${first.id}/undo`, {})).json(), { removed: 1, restored: 0 });
  const left = await asOwner(it, (client) => client.query('select count(*)::int as n from rights.opening where beneficiary_id = $1', [gone.id]));
  assert.equal(left.rows[0].n, 0);
  assert.equal((await apply(cdg, [line('47091', 'AN-1')])).created, 1);

  const second = await apply(cdg, [line('47001', 'AN-2')]);
  await inContext(it.house, { actor: { kind: 'job', name: 'essai' }, organisation: kept.id }, (ctx) =>
    consume(ctx, { allowance: 'lettres-metiers', amount: 1_000, key: 'lettre 1', evidence: { room: 'essai', id: 'x', says: 'Lettre' } }),
  );
  const refused = await post(cdg, `/take-overs/${second.id}/undo`, {});
  assert.equal(refused.json().code, 'adhesions.take-over-built-upon');
  assert.match(refused.json().title ?? refused.body, /utilisés depuis/);
  const corrected = await preview(cdg, [{ ...line('47001', 'AN-2'), items: 'forfait-metiers' }]);
  assert.match(corrected.rows[0].faults[0].says, /ont été utilisés depuis la reprise/);
  const harmless = await preview(cdg, [{ ...line('47001', 'AN-2'), signedOn: '12/12/2024' }]);
  assert.equal(harmless.rows[0].action, 'change');
});

test('what begins later opens on its day, without a quote', async () => {
  const body = await one(`insee = '47310'`);
  await apply(cdg, [
    { number: 'AN-9', kind: 'forfait', body: '47310', edition: 'cdg47-deux-forfaits', begins: '01/01/2027', items: 'forfait-technologie' },
  ]);
  it.clock.set('2026-12-31T23:05:00Z');
  await inContext(it.house, { actor: { kind: 'job', name: 'adhesions.open' }, organisation: null }, (ctx) =>
    Promise.resolve(it.house.index.jobs.get('adhesions.open')?.handler(ctx, {})),
  );
  const opened = await asOwner(it, (client) => client.query('select count(*)::int as n from rights.allowance where beneficiary_id = $1', [body.id]));
  assert.ok(opened.rows[0].n > 0);
  it.clock.set('2026-11-21T09:00:00Z');
});

test('shows its files and what each did; another operator sees nothing of them', async () => {
  const { rows: files, total } = (await gironde.manager({ url: `/api/o/${gironde.body.slug}/adhesions/take-overs` })).json();
  assert.equal(total, 2);
  const creation = files.find(({ created }: { created: number }) => created === 9);
  const { rows: lines } = (await gironde.manager({ url: `/api/o/${gironde.body.slug}/adhesions/take-overs/${creation.id}` })).json();
  assert.equal(lines.length, 9);
  assert.equal(lines[0].isCreated, true);
  assert.equal(
    (await cdg.manager({ url: `/api/o/${cdg.body.slug}/adhesions/take-overs/${creation.id}` })).json().code,
    'adhesions.take-over-unknown',
  );
  const model = await gironde.manager({ url: `/api/o/${gironde.body.slug}/adhesions/take-overs/modele.csv` });
  assert.match(model.body, /Numéro de convention;Nature;Bénéficiaire/);
  const back = await post(gironde, '/take-overs/preview', { fileName: 'modèle.csv', content: Buffer.from(model.body).toString('base64') });
  assert.deepEqual(back.json().rows.slice(0, 1).flatMap(({ faults }: { faults: object[] }) => faults), []); // prettier-ignore
});
