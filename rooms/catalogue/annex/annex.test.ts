// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readCsv } from '#platform/documents/read-csv.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { makeBody, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import { readEditions } from '../price/read-editions.ts';
import catalogue from '../room.ts';
import { loadTestEditions } from '../testing.ts';

let it: TestHouse;
let folder: string;
const operators = new Map<string, { body: TestBody; call: Caller }>();
before(async () => {
  it = await openTestHouse([organisations, people, catalogue]);
  folder = await mkdtemp(join(tmpdir(), 'beffroi-annex-'));
  for (const [key, editions] of Map.groupBy(readEditions().values(), (edition) => edition.operator.key)) {
    const body = await makeBody(it, { name: editions[0]?.operator.label ?? key, kind: 'syndicat' });
    const [proposer, second] = [
      await makePerson(it, [{ in: body, roles: ['account-manager'] }]),
      await makePerson(it, [{ in: body, roles: ['administrator'] }]),
    ];
    await loadTestEditions(it, body, editions, { proposer, second });
    operators.set(key, { body, call: await signedIn(it.app, second) });
  }
});
after(async () => {
  await it.close();
  await rm(folder, { recursive: true, force: true });
});

const editions = [...readEditions().values()];
const gironde = editions.find(({ key }) => key === 'gironde-numerique-courante');

async function annex(operator: string, edition: string, format: string): Promise<string> {
  const held = operators.get(operator);
  assert.ok(held);
  const response = await held.call({ url: `/api/o/${held.body.slug}/catalogue/editions/${edition}/annex/${format}` });
  assert.equal(response.statusCode, 200, response.body);
  const file = join(folder, `${edition}.${format}`);
  await writeFile(file, response.rawPayload);
  return file;
}

/** Every amount that an edition prints, as readers write it. */
function printedFigures(edition: (typeof editions)[number]): string[] {
  const charges = edition.offers.flatMap((offer) => offer.variants.flatMap((variant) => variant.charges));
  const cents = charges.flatMap(({ price }) => {
    if (price.kind === 'fixed') return [price.cents];
    if (price.kind === 'grid') return price.cells.flatMap((row) => row.cents);
    if (price.kind === 'steps') return price.steps.map((step) => step.cents);
    if (price.kind === 'per-stratum') return price.prices.flatMap((entry) => entry.cents ?? []);
    return [];
  });
  return [...new Set(cents.filter((amount) => amount > 0).map(written))];
}

function written(cents: number): string {
  const [whole = '', fraction = ''] = (cents / 100).toFixed(2).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ' ') + (fraction === '00' ? '' : `,${fraction}`);
}

const flat = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ');

for (const edition of editions) {
  test(`writes every price of ${edition.key} in the CSV, equal to the printed cell`, async () => {
    const held = operators.get(edition.operator.key);
    assert.ok(held);
    const response = await held.call({ url: `/api/o/${held.body.slug}/catalogue/editions/${edition.key}/annex/csv` });
    const { rows, faults } = readCsv(response.rawPayload, { amount: { titles: ['Montant en euros'] }, figure: { titles: ['Valeur imprimée'] } });
    assert.deepEqual(faults, []);
    let compared = 0;
    for (const { line, cells } of rows) {
      const digits = /^[\d\s\u00a0\u202f]+(,\d+)?/.exec(cells.figure)?.[0].replace(/[\s\u00a0\u202f]/g, '');
      if (!cells.amount || !digits) continue;
      assert.equal(Number(cells.amount.replace(',', '.')), Number(digits.replace(',', '.')), `line ${line}`);
      compared++;
    }
    assert.ok(compared >= printedFigures(edition).length, `${compared} figures compared`);
  });

  test(`sets every price of ${edition.key} in the PDF`, needs('pdftotext', 'poppler-utils'), async () => {
    const file = await annex(edition.operator.key, edition.key, 'pdf');
    const text = flat(execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }));
    assert.deepEqual(
      printedFigures(edition).filter((figure) => !text.includes(figure)),
      [],
    );
    assert.match(execFileSync('pdfinfo', [file], { encoding: 'utf8' }), /Tagged:\s+yes/);
  });

  test(`writes every price of ${edition.key} in the Word document`, needs('unzip', 'unzip'), async () => {
    const file = await annex(edition.operator.key, edition.key, 'docx');
    const xml = execFileSync('unzip', ['-p', file, 'word/document.xml'], { encoding: 'utf8', maxBuffer: 64e6 });
    const text = flat(xml.replace(/<\/w:p>/g, ' ').replace(/<[^>]+>/g, ''));
    assert.deepEqual(
      printedFigures(edition).filter((figure) => !text.includes(figure)),
      [],
    );
  });
}

test('opens in an office suite', needs('soffice', 'libreoffice-writer-nogui'), async () => {
  const file = await annex('gironde-numerique', 'gironde-numerique-courante', 'docx');
  execFileSync('soffice', ['--headless', '--convert-to', 'txt:Text', '--outdir', folder, file], { stdio: 'pipe', timeout: 120_000 });
  const text = flat(execFileSync('cat', [file.replace('.docx', '.txt')], { encoding: 'utf8' }));
  assert.match(text, /Adhésion mutualisée pour le territoire de l’EPCI/);
  assert.match(text, /61 548/);
});

test('gives the annex in force to anyone, and says what is a draft', async () => {
  const held = operators.get('gironde-numerique');
  assert.ok(held && gironde);
  const today = await it.app.inject({ url: `/api/o/${held.body.slug}/catalogue/in-force/annex/csv` });
  assert.match(String(today.headers['content-disposition']), /annexe-gironde-numerique-courante\.csv/);
  const draft = await held.call({
    method: 'POST',
    url: `/api/o/${held.body.slug}/catalogue/editions`,
    payload: { basedOn: gironde.key, label: 'Projet 2027' },
  });
  const response = await held.call({ url: `/api/o/${held.body.slug}/catalogue/editions/${draft.json().key}/annex/docx` });
  assert.match(String(response.headers['content-disposition']), /projet-annexe-projet-2027\.docx/);
});
