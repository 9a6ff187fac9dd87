// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { sampleDocument } from '../factur-x/sample-documents.ts';
import { usualLiquidation, usualReturn, type LiquidationMapping } from './mapping.ts';
import { digestOf, readReturn } from './read-return.ts';
import type { ReturnReading } from './returned-line.ts';
import { misaddressed, settleLines, type Known } from './settle-lines.ts';
import { encodeText, readAmount, readDay } from './text-forms.ts';
import { writeLiquidation } from './write-liquidation.ts';

const accounts = { nature: '7588', fonction: '020' };

describe('the liquidation file', () => {
  test('is what the mapping says: titles, order, comma, days, Windows-1252', () => {
    const file = write([sampleDocument(1)]);
    assert.deepEqual(new TextDecoder('windows-1252').decode(file.content).split('\r\n'), [
      'Référence;Exercice;Date;Échéance;SIRET tiers;Tiers;Objet;Libellé;Nature;Fonction;Taux TVA;Montant HT;Montant TVA;Montant TTC;Engagement;Code service',
      `F-2026-0001;2026;21/11/2026;21/12/2026;${sampleDocument(1).payer.siret};Commune d’Essai-sur-Garonne n° 1;Prestations hors mutualisation n° 1;Assistance sur site;7588;020;20,00;980,00;196,00;1176,00;;`,
      `F-2026-0001;2026;21/11/2026;21/12/2026;${sampleDocument(1).payer.siret};Commune d’Essai-sur-Garonne n° 1;Prestations hors mutualisation n° 1;Formation – prise en main;7588;020;5,50;123,00;6,77;129,77;;`,
      '',
    ]);
  });

  test('has one row a document when the software wants it so, and its amounts', () => {
    const documents = Array.from({ length: 20 }, (_, at) => sampleDocument(at + 1, { kind: at % 4 === 3 ? 'avoir' : 'facture' }));
    for (const grain of ['document', 'imputation'] as const) {
      const file = write(documents, { grain });
      assert.equal(
        file.totalCents,
        documents.reduce((total, { totals }) => total + totals.grossCents, 0),
      );
    }
    assert.equal(write(documents, { grain: 'document' }).rows, 20);
  });

  test('an avoir is negative, and names what it corrects', () => {
    const columns = [
      { title: 'TTC', field: 'gross' },
      { title: 'Corrige', field: 'original' },
      { title: 'Budget', field: 'constant', value: '00' },
    ] as const;
    const document = sampleDocument(3, { kind: 'avoir', regime: 'exempt' });
    const text = new TextDecoder().decode(write([document], { columns, encoding: 'utf-8', separator: '\t' }).content);
    assert.equal(text.split('\r\n')[1], `${(document.totals.grossCents / 100).toFixed(2).replace('.', ',')}\tF-2026-5003\t00`);
  });

  test('quotes the separator, and keeps a formula from running', () => {
    const document = { ...sampleDocument(1), title: '=cmd|’/c calc’!A1; « suite »' };
    const columns = [{ title: 'Objet', field: 'title' }] as const;
    const text = new TextDecoder().decode(write([document], { columns, encoding: 'utf-8', grain: 'document' }).content);
    assert.equal(text.split('\r\n')[1], `"'=cmd|’/c calc’!A1; « suite »"`);
  });

  test('is not written without a SIRET or an account that it asks for, nor with a character that its encoding lacks', () => {
    const document = sampleDocument(1);
    const bad = {
      ...document,
      title: 'Réunion 東',
      payer: { ...document.payer, siret: null },
      lines: document.lines.map((line) => ({ ...line, accounting: { nature: null, fonction: null } })),
    };
    const file = writeLiquidation([bad], usualLiquidation, { nature: '', fonction: '' });
    assert.ok('faults' in file);
    assert.deepEqual(
      file.faults.map(({ document: number, says }) => `${number} ${says.split(' ').slice(0, 3).join(' ')}`),
      ['F-2026-0001 Le SIRET de', 'F-2026-0001 La ligne «', 'F-2026-0001 La ligne «', 'F-2026-0001 Le caractère «'],
    );
  });
});

const known: Known = {
  operator: { siret: '25330000100018', codCol: '123', codBud: '00' },
  documents: [
    { id: 'a', number: 'AP-2026-0001', year: 2026, restCents: 100_000, titre: null, exercice: null },
    { id: 'b', number: 'F-2026-0002', year: 2026, restCents: 50_000, titre: '41', exercice: 2026 },
  ],
  payments: new Set(['b/ENC-1']),
  today: '2026-11-21',
};

describe('a return by table', () => {
  test('gives titres and payments to the documents that it names', () => {
    const settled = settle(
      'Référence;Titre;Bordereau;Exercice;Date titre;Montant encaissé;Date encaissement;Référence encaissement\nAP-2026-0001;77;9;2026;03/11/2026;1 000,00;15/11/2026;ENC-7\n;41;;2026;;250,50 €;16/11/2026;ENC-8',
    );
    assert.deepEqual(
      settled.map((one) => (one.verdict === 'apply' ? one.act : one)),
      [
        { kind: 'titre', documentId: 'a', titre: '77', bordereau: '9', exercice: 2026, on: '2026-11-03' },
        { kind: 'payment', documentId: 'a', amountCents: 100_000, on: '2026-11-15', reference: 'ENC-7' },
        { kind: 'payment', documentId: 'b', amountCents: 25_050, on: '2026-11-16', reference: 'ENC-8' },
      ],
    );
  });

  const refused: [string, string, RegExp][] = [
    ['an unknown document', 'F-1999-0001;;;;;10;01/11/2026;X', /Aucun document émis ne porte le numéro « F-1999-0001 »/],
    ['an unknown titre', ';99;;2026;;10;01/11/2026;X', /Aucun document ne porte le titre 99 de 2026/],
    ['a payment recorded before', 'F-2026-0002;;;;;10;01/11/2026;ENC-1', /ENC-1 est déjà enregistré/],
    ['a payment greater than what is due', 'F-2026-0002;;;;;500,01;01/11/2026;X', /Il reste 500,00\s€/],
    ['an amount that is none', 'F-2026-0002;;;;;dix;01/11/2026;X', /« dix » est illisible/],
    ['a payment below zero', 'F-2026-0002;;;;;-10;01/11/2026;X', /supérieur à zéro/],
    ['a day that is none', 'F-2026-0002;;;;;10;31/02/2026;X', /date d’encaissement/],
    ['another titre for the same document', 'F-2026-0002;42;;2026;;;;', /porte déjà le titre 41/],
    ['the titre of another document', 'AP-2026-0001;41;;2026;;;;', /déjà celui du document F-2026-0002/],
    ['a line that says nothing', 'AP-2026-0001;;;;;;;', /ne dit ni titre, ni encaissement, ni rejet/],
  ];
  for (const [name, row, expected] of refused) {
    test(`refuses ${name}`, () => {
      const settled = settle(`Référence;Titre;Bordereau;Exercice;Date titre;Montant encaissé;Date encaissement;Référence encaissement\n${row}`);
      assert.equal(settled.at(-1)?.verdict, 'refuse');
      assert.match(settled.at(-1)?.says ?? '', expected);
    });
  }

  test('refuses the second of two payment lines that are the same', () => {
    const settled = settle('Référence;Montant encaissé;Date encaissement\nAP-2026-0001;10,00;01/11/2026\nAP-2026-0001;10,00;01/11/2026');
    assert.deepEqual(
      settled.map(({ verdict }) => verdict),
      ['apply', 'refuse'],
    );
  });

  test('refuses a line for another operator, and keeps the others', () => {
    const settled = settle('Référence;Titre;SIRET émetteur\nAP-2026-0001;77;11111111100011\nAP-2026-0001;77;253 300 001 00018');
    assert.deepEqual(
      settled.map(({ verdict }) => verdict),
      ['refuse', 'apply'],
    );
    assert.match(settled[0]?.says ?? '', /autre opérateur/);
  });

  test('says that a titre told again is known already', () => {
    assert.deepEqual(
      settle('Référence;Titre;Exercice\nF-2026-0002;41;2026').map(({ verdict }) => verdict),
      ['known'],
    );
  });

  test('is broken, with the reason, in an encoding that is not the one set', () => {
    const utf8 = new TextEncoder().encode('Référence;Titre\nAP-2026-0001;été');
    const says = (file: Uint8Array, encoding: 'auto' | 'utf-8' | 'windows-1252') => {
      const reading = readReturn(file, { ...usualReturn, encoding });
      return reading.status === 'broken' ? reading.says : 'lu';
    };
    const encoded = encodeText('Référence;Titre\nAP-2026-0001;été', 'windows-1252');
    assert.ok('bytes' in encoded);
    assert.match(says(encoded.bytes, 'utf-8'), /n’est pas en UTF-8/);
    assert.match(says(utf8, 'windows-1252'), /est en UTF-8 alors que/);
    assert.match(says(new TextEncoder().encode('RÃ©fÃ©rence;Titre\nA;1'), 'auto'), /abîmés par une conversion/);
    assert.match(says(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), 'auto'), /n’est pas un fichier texte/);
    assert.equal(says(encoded.bytes, 'auto'), 'lu');
    assert.equal(says(utf8, 'auto'), 'lu');
  });

  test('is broken without any column that names a document', () => {
    const reading = readReturn(new TextEncoder().encode('Colonne;Autre\n1;2'), usualReturn);
    assert.match(reading.status === 'broken' ? reading.says : '', /ni la colonne « Référence » ni la colonne « Titre »/);
  });

  test('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => assert.ok(['read', 'broken'].includes(readReturn(bytes, usualReturn).status))),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) =>
        assert.ok(readReturn(new TextEncoder().encode(`<${text}`), usualReturn).status),
      ),
    );
  });
});

test('a file for another operator is refused whole', () => {
  const addressed = (siret: string, codCol = '123') => misaddressed({ addressee: { siret, codCol, codBud: '00' } }, known);
  assert.match(addressed('11111111100011') ?? '', /autre opérateur : SIRET 11111111100011/);
  assert.match(addressed('25330000100018', '999') ?? '', /autre collectivité : code 999/);
  assert.equal(addressed('25330000100018'), null);
  assert.equal(misaddressed({ addressee: null }, known), null);
});

test('two copies of a file have one digest', () => {
  assert.equal(digestOf(Buffer.from('a')), digestOf(Buffer.from('a')));
  assert.notEqual(digestOf(Buffer.from('a')), digestOf(Buffer.from('b')));
});

test('amounts and days are read as French offices write them', () => {
  for (const [text, cents] of [
    ['1 234,56 €', 123_456],
    ['1234.5', 123_450],
    ['1.234,56', 123_456],
    ['12', 1200],
    ['-3,00', -300],
    ['1,2,3', null],
    ['', null],
    ['douze', null],
  ] as const)
    assert.equal(readAmount(text), cents, text);
  for (const [text, day] of [
    ['03/11/2026', '2026-11-03'],
    ['3.1.2026', '2026-01-03'],
    ['2026-11-03', '2026-11-03'],
    ['2026-11-03T10:00:00', '2026-11-03'],
    ['31/02/2026', null],
    ['hier', null],
  ] as const)
    assert.equal(readDay(text, 'dd/mm/yyyy'), day, text);
  assert.equal(readDay('03112026', 'ddmmyyyy'), '2026-11-03');
  assert.equal(readDay('20261103', 'yyyymmdd'), '2026-11-03');
});

function write(documents: Parameters<typeof writeLiquidation>[0], mapping: Partial<LiquidationMapping> = {}) {
  const file = writeLiquidation(documents, { ...usualLiquidation, ...mapping }, accounts);
  assert.ok('content' in file, JSON.stringify(file));
  return file;
}

function settle(text: string) {
  const reading: ReturnReading = readReturn(new TextEncoder().encode(text), usualReturn);
  assert.ok(reading.status === 'read', JSON.stringify(reading));
  return settleLines(reading.lines, known);
}
