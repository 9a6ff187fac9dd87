// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import * as fc from 'fast-check';
import { gunzipSync } from 'fflate';
import { needsSchema, officialSchema } from '#platform/testing/official-schemas.ts';
import { needs } from '#platform/testing/peer.ts';
import { sampleDocument } from '../factur-x/sample-documents.ts';
import { find, findAll, readXml, type Read } from '../xml/read-xml.ts';
import { checkOrder } from './check-order.ts';
import { imputationsOf } from './imputations.ts';
import { foreignTo, latin1Bytes, toLatin1 } from './latin1.ts';
import type { PesOrder } from './order.ts';
import { PesRefused, writePes } from './write-pes.ts';
import { sampleOrder, sampleSettings } from './sample-order.ts';

const folder = mkdtempSync(join(tmpdir(), 'beffroi-pes-'));
after(() => rmSync(folder, { recursive: true }));
const peers = { ...needs('xmllint', 'libxml2-utils'), ...needsSchema('pes-5.17') };

describe('a PES file of titres', () => {
  test('is valid by the official schema 5.17, for titres, reductions and notices', peers, () => {
    const orders = [
      sampleOrder(),
      sampleOrder({ edition: '04' }),
      sampleOrder({ edition: '02' }),
      sampleOrder({}, 'avoir'),
      sampleOrder({ edition: '02' }, 'avoir'),
    ];
    const files = orders.map((order, at) => {
      const file = join(folder, `pes-${at}.xml`);
      writeFileSync(file, writePes(order).content);
      return file;
    });
    validate(...files);
  });

  test('carries notices that are valid as well once uncompressed', peers, () => {
    const root = readBack(sampleOrder({ edition: '02' }));
    const notices = findAll(find(root, 'PES_PJ'), 'PJ');
    assert.equal(notices.length, 6);
    const files = notices.map((notice, at) => {
      const file = join(folder, `asap-${at}.xml`);
      writeFileSync(file, gunzipSync(Buffer.from(find(notice, 'Contenu', 'Fichier')?.text ?? '', 'base64')));
      return file;
    });
    validate(...files);
  });

  test('is in ISO-8859-1, and says so in its first fifty characters', () => {
    const { content } = writePes(sampleOrder());
    const text = Buffer.from(content).toString('latin1');
    assert.match(text.slice(0, 50), /encoding="ISO-8859-1"/);
    assert.match(text, /données d'état civil|hébergement|Hébergement|démarche|Paramétrage/);
  });

  test('is marked unsigned, and says that validity is not acceptance', () => {
    const file = writePes(sampleOrder());
    assert.equal(file.isSigned, false);
    assert.match(file.warnings.join(' '), /n’est pas signé.*n’est pas pour autant accepté par Hélios/s);
    assert.equal(find(readBack(sampleOrder()), 'PES_RecetteAller', 'EnTeteRecette', 'InfoDematerialisee')?.attributes['V'], '0');
  });

  test('keeps every cent: lines make pieces, pieces make the bordereau', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.constantFrom('taxed', 'mixed', 'exempt'),
        fc.constantFrom('facture', 'avoir'),
        (seed, regime, kind) => {
          const document = sampleDocument(seed, { regime, kind });
          const lines = imputationsOf(document, sampleSettings);
          const turned = (cents: number) => (kind === 'avoir' ? 0 - cents : cents);
          assert.equal(
            lines.reduce((total, { netCents }) => total + netCents, 0),
            turned(document.totals.netCents),
          );
          assert.equal(
            lines.reduce((total, { vatCents }) => total + vatCents, 0),
            turned(document.totals.vatCents),
          );
        },
      ),
    );
    const root = readBack(sampleOrder());
    const cents = (of: Read | null) => Math.round(Number(of?.attributes['V'] ?? 0) * 100);
    for (const bordereau of findAll(find(root, 'PES_RecetteAller'), 'Bordereau')) {
      const lines = findAll(bordereau, 'Piece')
        .flatMap((piece) => findAll(piece, 'LigneDePiece'))
        .map((line) => find(line, 'BlocLignePiece', 'InfoLignePiece'));
      const total = (name: string) => lines.reduce((sum, line) => sum + cents(find(line, name)), 0);
      assert.equal(total('MtHT'), cents(find(bordereau, 'BlocBordereau', 'MtBordHt')));
      assert.equal(total('MtTVA'), cents(find(bordereau, 'BlocBordereau', 'MtBordTVA')));
    }
  });

  test('a reduction names the titre that it reduces', () => {
    const root = readBack(sampleOrder({}, 'avoir'));
    const line = find(root, 'PES_RecetteAller', 'Bordereau', 'Piece', 'LigneDePiece', 'BlocLignePiece', 'RattachPiece');
    assert.equal(find(line, 'IdPceOrig')?.attributes['V'], '41');
    assert.equal(find(root, 'PES_RecetteAller', 'Bordereau', 'BlocBordereau', 'TypBord')?.attributes['V'], '02');
  });
});

describe('what a PES file refuses, naming the field', () => {
  const refusals: [string, (order: PesOrder) => PesOrder, RegExp][] = [
    ['a codique that is none', (order) => ({ ...order, settings: { ...order.settings, codique: '12' } }), /codique du poste comptable/],
    ['a collectivity 000', (order) => ({ ...order, settings: { ...order.settings, codCol: '000' } }), /code collectivité/],
    ['no bordereau', (order) => ({ ...order, bordereaux: [] }), /aucun bordereau/],
    [
      'a payer without SIRET',
      (order) => onFirst(order, ({ document, ...piece }) => ({ ...piece, document: { ...document, payer: { ...document.payer, siret: null } } })),
      /SIRET de « Commune/,
    ],
    [
      'a payer without address',
      (order) => onFirst(order, ({ document, ...piece }) => ({ ...piece, document: { ...document, payer: { ...document.payer, address: null } } })),
      /adresse de « Commune/,
    ],
    ['a titre 0', (order) => onFirst(order, (piece) => ({ ...piece, titre: 0 })), /numéro de titre/],
    ['a titre twice', (order) => onFirst(order, (piece) => ({ ...piece, titre: 102 })), /titre 102 de 2026 figure deux fois/],
    [
      'an avoir among titres',
      (order) => onFirst(order, (piece) => ({ ...piece, document: sampleDocument(1, { kind: 'avoir' }), reduces: { exercice: 2026, titre: 4 } })),
      /ne mêle pas/,
    ],
    [
      'a reduction without its titre',
      (order) => onFirst(order, (piece) => ({ ...piece, document: sampleDocument(1, { kind: 'avoir' }) })),
      /titre d’origine/,
    ],
    [
      'an account that is none',
      (order) =>
        onFirst(order, ({ document, ...piece }) => ({
          ...piece,
          document: { ...document, lines: document.lines.map((line) => ({ ...line, accounting: { nature: 'abc', fonction: null } })) },
        })),
      /imputation par nature « abc »/,
    ],
    [
      'a character that ISO-8859-1 lacks',
      (order) => onFirst(order, ({ document, ...piece }) => ({ ...piece, document: { ...document, title: 'Réunion à 東京' } })),
      /caractère « 東 »/,
    ],
    [
      'a discount greater than what it bears on',
      (order) =>
        onFirst(order, ({ document, ...piece }) => ({
          ...piece,
          document: { ...document, lines: document.lines.map((line) => ({ ...line, netCents: -1 })) },
        })),
      /supérieur à zéro/,
    ],
  ];
  for (const [name, spoil, expected] of refusals) {
    test(name, () => {
      const order = spoil(sampleOrder());
      assert.match(
        checkOrder(order)
          .map(({ says }) => says)
          .join('\n'),
        expected,
      );
      assert.throws(() => writePes(order), PesRefused);
    });
  }
});

describe('characters outside ISO-8859-1', () => {
  test('of French typography have a stand-in', () => {
    assert.equal(toLatin1('L’œuvre – 12 € « été »…'), "L'oeuvre - 12 EUR « été »...");
    assert.equal(toLatin1('Māori\u202f!'), 'Maori !');
  });

  test('without one are named', () => {
    assert.deepEqual(foreignTo('a東b京東'), ['東', '京']);
    assert.equal(toLatin1('東京'), null);
  });

  test('whatever the text, what is written is in the encoding', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = toLatin1(text);
        if (written !== null) assert.equal(Buffer.from(latin1Bytes(written)).toString('latin1'), written);
      }),
    );
  });
});

function onFirst(
  order: PesOrder,
  to: (piece: PesOrder['bordereaux'][number]['pieces'][number]) => PesOrder['bordereaux'][number]['pieces'][number],
): PesOrder {
  return {
    ...order,
    bordereaux: order.bordereaux.map((bordereau, at) =>
      at === 0 ? { ...bordereau, pieces: bordereau.pieces.map((piece, rank) => (rank === 0 ? to(piece) : piece)) } : bordereau,
    ),
  };
}

function readBack(order: PesOrder): Read {
  const reading = readXml(writePes(order).content);
  assert.ok('root' in reading);
  assert.equal(reading.encoding, 'ISO-8859-1');
  return reading.root;
}

function validate(...files: string[]): void {
  execFileSync('xmllint', ['--noout', '--nonet', '--schema', officialSchema('pes-5.17/PES_V2/Rev0/PES_Aller.xsd'), ...files], { stdio: 'pipe' });
}
