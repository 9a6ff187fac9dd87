// SPDX-License-Identifier: EUPL-1.2
/** The documents of real dossiers, read by programs that others wrote. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { needs } from '#platform/testing/peer.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { makePerson, signedIn } from '#rooms/people/testing.ts';
import { shipped, type TestOperator } from '#rooms/quotes/testing.ts';
import { documentKinds, kindsOfDocument } from './document-kinds.ts';
import { blankSubject, fullSubject } from './sample-subjects.ts';
import { shippedTemplates } from './shipped-templates.ts';
import { acceptQuote, bodyWhere, leadTo, openPaperHouse, post, startFrom, territoryOf2017, type PaperHouse, type Started } from './testing.ts';
import { valuesOf } from './values-of.ts';
import { variableNames } from './variables.ts';
import { writeDocument } from './write-document.ts';

const folder = mkdtempSync(join(tmpdir(), 'beffroi-papers-'));
let house: PaperHouse;
let territory: Started;
let mixed: Started;
let packages: Started;
before(async () => {
  house = await openPaperHouse();
  const { gironde, cdg } = house;
  territory = await startFrom(gironde, await acceptQuote(gironde, territoryOf2017));
  mixed = await startFrom(gironde, await acceptQuote(gironde, withTaxedLines), { endsOn: '2029-12-31' });
  packages = await startFrom(cdg, await acceptQuote(cdg, twoPackages));
});
after(async () => {
  await house.it.close();
  rmSync(folder, { recursive: true });
});

const withTaxedLines = {
  edition: 'gironde-numerique-courante',
  for: { siren: '243301215' },
  volume: { value: 1, unit: 'To' },
  items: [
    { offer: 'adhesion-mutualisee' },
    { offer: 'informaticien-mutualise', inputs: { rythme: 'mois' } },
    { offer: 'antivirus', inputs: { solution: 'edr', postes: 12 } },
  ],
};
const twoPackages = {
  edition: 'cdg47-deux-forfaits',
  for: { insee: '47001' },
  items: [{ offer: 'forfait-technologie' }, { offer: 'forfait-metiers' }, { offer: 'parapheur' }],
};

async function file({ manager, body }: TestOperator, dossierId: string, document: string, format: 'pdf' | 'docx'): Promise<string> {
  const answer = await manager({ url: `/api/o/${body.slug}/adhesions/dossiers/${dossierId}/documents/${document}/${format}` });
  assert.equal(answer.statusCode, 200, answer.body);
  const path = join(folder, `${document}-${dossierId}.${format}`);
  writeFileSync(path, answer.rawPayload);
  return path;
}

const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1e8 });
const flat = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ');

/** Every amount that the payer of a quote reads in it: lines, VAT, totals, year by year. */
async function amountsOf({ manager, body }: TestOperator, quoteNumber: string): Promise<string[]> {
  const { rows } = (await manager({ url: `/api/o/${body.slug}/quotes?q=${quoteNumber}` })).json();
  const { priced } = (await manager({ url: `/api/o/${body.slug}/quotes/${rows[0].id}/versions/1` })).json();
  const [payer] = priced.payers;
  const years = payer.totals.years as { payableCents: number; vatCents: number }[];
  const lines = priced.lines as { payer: string; amountCents: number | null; yearsCents: number[] }[];
  const cents = [
    ...years.flatMap(({ payableCents, vatCents }) => [payableCents, vatCents]),
    ...lines.filter((line) => line.payer === payer.body && line.amountCents !== null).flatMap(({ yearsCents }) => yearsCents),
  ];
  return [...new Set(cents.filter((amount) => amount > 0))].map((amount) => flat(formatEuros(amount)));
}

test('every template that ships can be written, all known or nothing yet, and names what exists', async () => {
  for (const document of documentKinds)
    for (const subject of [fullSubject(document), blankSubject(document)]) {
      const outcome = await writeDocument(document, shippedTemplates[document].source, subject);
      assert.ok('written' in outcome, `${document}: ${JSON.stringify(outcome)}`);
      assert.ok(outcome.written.blocks.some(({ isProtected }) => isProtected));
    }
  const names = (value: unknown, at: string): string[] =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !('amount' in value)
      ? Object.entries(value).flatMap(([key, inside]) => names(inside, at ? `${at}.${key}` : key))
      : [at];
  assert.deepEqual(names(valuesOf(fullSubject('convention-cadre')), '').toSorted(), [...variableNames].toSorted());
});

test('a template leaves out neither the amounts nor the vote, and types no amount', async () => {
  const faults = async (source: string) => {
    const outcome = await writeDocument('deliberation-adhesion', source, fullSubject('deliberation-adhesion'));
    return 'faults' in outcome ? outcome.faults.map(({ says }) => says).join(' ') : '';
  };
  assert.match(await faults('# T\n\n{% bloc vote %}'), /bloc protégé « montants » manque/);
  assert.match(await faults('# T\n\n{% bloc vote %}\n\n{% if false %}\n\n{% bloc montants %}\n\n{% endif %}'), /« montants » manque/);
  assert.match(await faults('# T\n\n{% bloc vote %}\n\n{% bloc montants %}\n\nSoit 17 000 € par an.'), /Un montant est écrit/);
  assert.equal(await faults('# T\n\n{% bloc vote %}\n\n{% bloc montants %}\n\nParticipation : {{ participation.annuelle }}.'), '');
});

const cases = [
  ['the territory of 2017', () => [house.gironde, territory, 'D-2026-0001'] as const, ['17 938,00 €']],
  ['lines with and without VAT, over three years', () => [house.gironde, mixed, 'D-2026-0002'] as const, ['398,04 €', '79,61 €']],
  ['packages of the CDG', () => [house.cdg, packages, 'D-2026-0001'] as const, []],
] as const;

for (const [name, made, expected] of cases) {
  test(`says every amount of the quote in PDF and in Word: ${name}`, needs('soffice', 'libreoffice-writer-nogui'), async () => {
    const [operator, started, quote] = made();
    const amounts = await amountsOf(operator, quote);
    assert.ok(amounts.length > 0);
    const docx: string[] = [];
    for (const document of ['deliberation', 'convention']) {
      const text = flat(run('pdftotext', '-layout', await file(operator, started.dossierId, document, 'pdf'), '-'));
      assert.deepEqual(
        [...amounts, ...expected].filter((amount) => !text.includes(amount)),
        [],
        document,
      );
      docx.push(await file(operator, started.dossierId, document, 'docx'));
    }
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', join(folder, 'office'), ...docx], {
      stdio: 'ignore',
      timeout: 180_000,
    });
    for (const path of docx) {
      const shown = flat(run('pdftotext', '-layout', join(folder, 'office', `${path.split('/').at(-1)?.replace('.docx', '.pdf')}`), '-'));
      assert.deepEqual(
        [...amounts, ...expected].filter((amount) => !shown.includes(amount)),
        [],
        path,
      );
    }
  });
}

test('is accessible: tagged, titled, in French, PDF/UA, headings and tables in its structure', needs('qpdf', 'qpdf'), async () => {
  for (const [operator, { dossierId }] of [
    [house.gironde, territory],
    [house.cdg, packages],
  ] as const)
    for (const document of ['deliberation', 'convention']) {
      const path = await file(operator, dossierId, document, 'pdf');
      const about = run('pdfinfo', path);
      assert.match(about, /Tagged: +yes/);
      assert.match(about, /Title: +\S/);
      assert.match(run('pdfinfo', '-meta', path), /<pdfuaid:part>1<\/pdfuaid:part>/);
      assert.match(readFileSync(path, 'latin1'), /\/Lang ?\(fr-FR\)/);
      const structure = run('pdfinfo', '-struct-text', path);
      for (const part of [/H1 "/, /Table \(block\)/, /THead/, /TH /, /LI \(block\)/]) assert.match(structure, part, `${document} ${part}`);
      run('qpdf', '--check', path);
    }
});

test('annexes come from the edition: every price of a package, the included volumes, article 28', needs('pdftotext', 'poppler-utils'), async () => {
  const text = flat(run('pdftotext', '-layout', await file(house.cdg, packages.dossierId, 'convention', 'pdf'), '-'));
  const edition = shipped('cdg-47').find(({ key }) => key === 'cdg47-deux-forfaits') ?? assert.fail();
  const prices = edition.offers
    .filter(({ kind }) => kind === 'package')
    .flatMap(({ variants }) => variants.flatMap(({ charges }) => charges))
    .flatMap(({ price }) => (price.kind === 'per-stratum' ? price.prices.map(({ cents }) => cents ?? 0) : []));
  assert.ok(prices.length >= 16);
  const written = (cents: number) => flat((cents / 100).toLocaleString('fr-FR'));
  assert.deepEqual(
    prices.filter((cents) => !text.includes(`${written(cents)} €`)),
    [],
  );
  assert.match(text, /Annexe 3 – Traitement de données personnelles \(RGPD, article 28\)/);
  assert.match(text, /Volumes inclus selon la strate/);
  assert.match(text, /quarante-huit heures/);
});

test('fills what the dossier knows: session, vote, number; leaves dots for the rest', needs('pdftotext', 'poppler-utils'), async () => {
  const { gironde, it } = house;
  const read = async () => flat(run('pdftotext', '-layout', await file(gironde, territory.dossierId, 'deliberation', 'pdf'), '-'));
  assert.match(await read(), /Séance du …+, sur convocation du …+/);
  await leadTo(gironde, territory.dossierId, '243301355', 'voted');
  const president = await bodyWhere(it, `siren = '243301355'`);
  await makePerson(it, [{ in: president, roles: ['president'] }]);
  const text = await read();
  assert.match(text, /Séance du 20 novembre 2026, sur convocation du 13 novembre 2026/);
  assert.match(text, /30 16 23 5 28 28 0 0/);
  assert.match(text, /adoptée à l’unanimité/);
  assert.match(text, /avis favorable du bureau en date du 12 novembre 2026/);
  assert.match(text, /conseil communautaire/);
});

test('makes a document once: pieces of the dossier with digests, the version of its template; a later template changes nothing', async () => {
  const { gironde } = house;
  const { manager, body } = gironde;
  const documents = async () => (await manager({ url: `/api/o/${body.slug}/adhesions/dossiers/${territory.dossierId}/documents` })).json();
  const made = await post(manager, body, `/adhesions/dossiers/${territory.dossierId}/documents`, { document: 'convention' });
  assert.equal(made.statusCode, 200, made.body);
  const [before] = (await documents()).made;
  assert.equal(before.templateNumber, 0);
  assert.equal(before.templateDigest, shippedTemplates['convention-cadre'].digest);
  const source = shippedTemplates['convention-cadre'].source.replace('Il est convenu ce qui suit.', 'Les parties conviennent de ce qui suit.');
  const put = await manager({
    method: 'PUT',
    url: `/api/o/${body.slug}/adhesions/templates/convention-cadre`,
    payload: { source, note: 'Formule', expects: 0 },
  });
  assert.equal(put.statusCode, 200, put.body);
  house.it.clock.set('2026-11-21T09:10:00Z');
  await post(manager, body, `/adhesions/dossiers/${territory.dossierId}/documents`, { document: 'convention' });
  const all = (await documents()).made;
  assert.deepEqual(
    all.map(({ templateNumber }: { templateNumber: number }) => templateNumber),
    [1, 0],
  );
  assert.deepEqual(all[1], before);
  const dossier = (await manager({ url: `/api/o/${body.slug}/dossiers/${territory.dossierId}` })).json();
  const digests = dossier.pieces.map(({ digest }: { digest: string }) => digest);
  for (const { pdf, docx } of all) assert.ok(digests.includes(pdf.digest) && digests.includes(docx.digest));
});

test('a party makes its own deliberation; the convention is the operator’s', async () => {
  const { it, cdg } = house;
  const member = await bodyWhere(it, `insee = '47001' and kind = 'commune'`);
  const secretary = await signedIn(it.app, await makePerson(it, [{ in: member, roles: ['secretary'] }]));
  const at = `/adhesions/dossiers/${packages.dossierId}/documents`;
  const kinds = (await secretary({ url: `/api/o/${member.slug}${at}` })).json().kinds;
  assert.deepEqual(
    kinds.map(({ family, canMake }: { family: string; canMake: boolean }) => [family, canMake]),
    [
      ['deliberation', true],
      ['convention', false],
    ],
  );
  assert.equal((await post(secretary, member, at, { document: 'deliberation' })).statusCode, 200);
  assert.equal((await post(secretary, member, at, { document: 'convention' })).json().code, 'adhesions.document-of-operator');
  const seen = (await cdg.manager({ url: `/api/o/${cdg.body.slug}${at}` })).json();
  assert.equal(seen.made[0].document, 'deliberation-package');
  const stranger = await signedIn(
    it.app,
    await makePerson(it, [{ in: await bodyWhere(it, `insee = '47157' and kind = 'commune'`), roles: ['secretary'] }]),
  );
  const other = await bodyWhere(it, `insee = '47157' and kind = 'commune'`);
  assert.equal((await stranger({ url: `/api/o/${other.slug}${at}` })).statusCode, 404);
});

test('keeps every version of a template, who and when; restores one in a new version', async () => {
  const { gironde } = house;
  const at = '/adhesions/templates/deliberation-tripartite';
  const url = `/api/o/${gironde.body.slug}${at}`;
  const { source } = shippedTemplates['deliberation-tripartite'];
  const put = (payload: object) => gironde.manager({ method: 'PUT', url, payload });
  const second = `${source}\nUne phrase de plus.\n`;
  assert.deepEqual((await put({ source: second, note: 'Une phrase', expects: 0 })).json(), { number: 1 });
  assert.equal((await put({ source: `${second}x`, note: '', expects: 0 })).json().code, 'adhesions.template-changed');
  assert.equal((await put({ source: second, note: '', expects: 1 })).json().code, 'adhesions.template-same');
  const wrong = (await put({ source: second.replace('{{ payeur.nom }}', '{{ payer.nom }}'), note: '', expects: 1 })).json();
  assert.match(wrong.title, /^Ligne \d+ : La variable « payer\.nom » n’existe pas : vouliez-vous dire « payeur\.nom » \?/);
  assert.deepEqual((await post(gironde.manager, gironde.body, `${at}/restorations`, { number: 0, expects: 1 })).json(), { number: 2 });
  const now = (await gironde.manager({ url })).json();
  assert.equal(now.source, source);
  assert.deepEqual(
    now.versions.map(({ number, restores, writtenBy }: { number: number; restores: number | null; writtenBy: string | null }) => [
      number,
      restores,
      writtenBy !== null,
    ]),
    [
      [2, 0, true],
      [1, null, true],
      [0, null, false],
    ],
  );
  assert.equal((await gironde.manager({ url: `${url}?number=1` })).json().source, second);
  assert.equal((await gironde.manager({ url: `${url}?number=9` })).json().code, 'adhesions.template-version-unknown');
});

test('previews a template with a dossier, a quote or made-up data, on screen and as PDF, and keeps nothing', async () => {
  const { manager, body } = house.gironde;
  const at = '/adhesions/templates/convention-cadre/preview';
  const { source } = shippedTemplates['convention-cadre'];
  const preview = async (payload: object) => (await post(manager, body, at, { source, ...payload })).json();
  const ofDossier = await preview({ dossierId: territory.dossierId });
  assert.equal(ofDossier.about, `Dossier ${territory.number}`);
  assert.match(flat(JSON.stringify(ofDossier.blocks)), /17 938,00 €/);
  assert.ok(ofDossier.blocks.some(({ isProtected }: { isProtected: boolean }) => isProtected));
  const { rows } = (await manager({ url: `/api/o/${body.slug}/quotes?q=D-2026-0002` })).json();
  assert.match((await preview({ quoteId: rows[0].id })).about, /^Devis D-2026-0002/);
  assert.equal((await preview({})).about, 'Données d’exemple');
  const faulty = await preview({ source: '# T\n\n{{ nope }}', dossierId: territory.dossierId });
  assert.deepEqual(faulty.faults, [{ line: 3, says: 'La variable « nope » n’existe pas.' }]);
  const pdf = await post(manager, body, `${at}/pdf`, { source, dossierId: territory.dossierId });
  assert.equal(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-');
  assert.equal((await post(manager, body, `${at}/pdf`, { source })).rawPayload.subarray(0, 5).toString(), '%PDF-');
  assert.equal((await preview({ dossierId: territory.linked[0]?.dossierId })).code, 'adhesions.not-an-adhesion');
});

test('every kind of document belongs to a type of dossier that this room has', () => {
  assert.deepEqual([...new Set(documentKinds.map((kind) => kindsOfDocument[kind].dossierType))].toSorted(), [
    'adhesions.adhesion',
    'adhesions.package',
    'adhesions.rider',
    'adhesions.tripartite',
  ]);
});
