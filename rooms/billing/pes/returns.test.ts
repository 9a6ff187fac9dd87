// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { needsSchema, officialSchema } from '#platform/testing/official-schemas.ts';
import { needs } from '#platform/testing/peer.ts';
import { takeIn, tellPayments, type FinanceSoftware } from '#simulators/finance-software/answer-liquidation.ts';
import { answerPes, type Treasury } from '#simulators/helios/answer-pes.ts';
import { sampleDocument } from '../factur-x/sample-documents.ts';
import { usualLiquidation, usualReturn } from '../treasury/mapping.ts';
import { readReturn } from '../treasury/read-return.ts';
import type { ReturnReading } from '../treasury/returned-line.ts';
import { settleLines, type Known } from '../treasury/settle-lines.ts';
import { writeLiquidation } from '../treasury/write-liquidation.ts';
import { explainAnomaly, knownAnomalies } from './ack-words.ts';
import { readPesReturn } from './read-return.ts';
import { sampleOrder } from './sample-order.ts';
import { writePes } from './write-pes.ts';

const folder = mkdtempSync(join(tmpdir(), 'beffroi-returns-'));
after(() => rmSync(folder, { recursive: true }));

const newTreasury = (): Treasury => ({ codique: '033099', codCol: '123', codBud: '00', seen: new Set() });
const sent = writePes(sampleOrder()).content;
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const fate = (titre: string) =>
  titre === '102' ? { rejected: 'Imputation à revoir' } : titre === '101' ? { paidCents: 5_000, paidOn: '2026-12-01' } : {};

describe('what the Treasury answers to our titres', () => {
  const answer = answerPes(sent, newTreasury(), '2026-11-25', fate);

  test('is valid by the official schemas, simulated as it is', { ...needs('xmllint', 'libxml2-utils'), ...needsSchema('pes-5.17') }, () => {
    const again = answerPes(sent, { ...newTreasury(), seen: new Set(['2026/B11', '2026/T104']) }, '2026-11-25');
    const elsewhere = answerPes(sent, { ...newTreasury(), codique: '000001' }, '2026-11-25');
    [answer, again, elsewhere].forEach(({ acquit, retour }, at) => {
      validate(`acquit-${at}.xml`, acquit, 'pes-5.17/PES_V2/Rev0/PES_V2_Acquit_Autonome_V2.xsd');
      if (retour) validate(`retour-${at}.xml`, retour, 'pes-5.17/PES_V2/RETOUR/Rev0/PES_Retour.xsd');
    });
  });

  test('tells bordereaux accepted, by the name of the file', () => {
    const reading = read(answer.acquit);
    assert.equal(reading.answers, 'PESALR2_25330000100018_261121_001.xml');
    assert.deepEqual(reading.addressee, { siret: '25330000100018', codCol: '123', codBud: '00' });
    assert.deepEqual(
      reading.lines.map(({ what, bordereau }) => [what, bordereau]),
      [
        ['acknowledged', '11'],
        ['acknowledged', '12'],
      ],
    );
  });

  test('tells titres taken in charge, rejected and paid', () => {
    const { lines } = read(answer.retour ?? '');
    assert.deepEqual(
      lines.slice(0, 3).map(({ what, titre, on, amountCents, says }) => [what, titre, on, amountCents, says]),
      [
        ['titre', '101', '2026-11-25', null, ''],
        ['payment', '101', '2026-12-01', 5_000, ''],
        ['rejected', '102', '2026-11-25', null, 'Imputation à revoir'],
      ],
    );
  });

  test('explains a bordereau sent twice, and who mends it', () => {
    const treasury = newTreasury();
    answerPes(sent, treasury, '2026-11-25');
    const [first] = read(answerPes(sent, treasury, '2026-11-26').acquit).lines;
    assert.equal(first?.what, 'rejected');
    assert.match(first?.says ?? '', /Ce bordereau a déjà été reçu : changez son numéro.*\(Bordereau 11 déjà reçu\)/);
  });

  test('refuses a file that was converted on the way', () => {
    const converted = new TextEncoder().encode(Buffer.from(sent).toString('latin1').replace('ISO-8859-1', 'UTF-8'));
    assert.match(read(answerPes(converted, newTreasury(), '2026-11-25').acquit).lines[0]?.says ?? '', /encodage annoncé/);
  });
});

test('every code of anomaly of the schema has its explanation', needsSchema('pes-5.17'), () => {
  const schema = readFileSync(officialSchema('pes-5.17/PES_V2/CommunAck.xsd'), 'latin1');
  const codes = [...schema.matchAll(/enumeration value="(ERREUR_\w+)"/g)].map(([, code]) => code ?? '');
  assert.ok(codes.length > 30);
  assert.deepEqual(
    codes.filter((code) => !knownAnomalies.includes(code)),
    [],
  );
  assert.match(explainAnomaly('ERREUR_NOUVELLE', 'Libellé'), /Anomalie ERREUR_NOUVELLE. \(Libellé\)/);
});

describe('a return that is not as it should be', () => {
  test('is read all the same when its encoding is not the one it says', () => {
    const reading = readPesReturn(bytes(answerPes(sent, newTreasury(), '2026-11-25', fate).retour?.replace('ISO-8859-1', 'UTF-8') ?? ''));
    assert.ok(reading.status === 'read');
    assert.match(reading.remarks[0] ?? '', /lu en Windows-1252/);
    assert.ok(reading.lines.some(({ says }) => says === 'Imputation à revoir'));
  });

  const broken: [string, Uint8Array, RegExp][] = [
    ['cut in the middle', bytes(answerPes(sent, newTreasury(), '2026-11-25').acquit.slice(0, 400)), /pas un document XML bien formé/],
    ['empty', new Uint8Array(), /vide/],
    ['of another kind', bytes('<?xml version="1.0"?><Facture/>'), /est un « Facture »/],
    ['about nothing', bytes('<n:PES_Retour xmlns:n="x"><Enveloppe/></n:PES_Retour>'), /aucun titre de recettes/],
    ['with entities', bytes('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), /DOCTYPE/],
  ];
  for (const [name, file, expected] of broken) {
    test(`is kept with its reason when ${name}`, () => {
      const reading = readPesReturn(file);
      assert.equal(reading.status, 'broken');
      assert.match(reading.status === 'broken' ? reading.says : '', expected);
    });
  }
});

test('in mode A, the finance software numbers what we send, and its answers reach the documents', () => {
  const documents = [1, 2, 3].map((seed) => sampleDocument(seed));
  const file = writeLiquidation(documents, usualLiquidation, { nature: '7588', fonction: '020' });
  assert.ok('content' in file);
  const software: FinanceSoftware = { exercice: 2026, nextTitre: 300, nextBordereau: 20, titres: new Map() };
  const titres = takeIn(file.content, software, '2026-11-24');
  const known: Known = {
    operator: { siret: null, codCol: null, codBud: null },
    documents: documents.map(({ number, totals }, at) => ({
      id: String(at),
      number,
      year: 2026,
      restCents: totals.grossCents,
      titre: null,
      exercice: null,
    })),
    payments: new Set(),
    today: '2026-11-24',
  };
  const acts = (from: Uint8Array) => {
    const reading = readReturn(from, usualReturn);
    assert.ok(reading.status === 'read');
    return settleLines(reading.lines, known).map((one) => (one.verdict === 'apply' ? one.act : one.says));
  };
  assert.deepEqual(
    acts(titres),
    documents.map((_, at) => ({ kind: 'titre', documentId: String(at), titre: String(300 + at), bordereau: '20', exercice: 2026, on: '2026-11-24' })),
  );
  const paid = documents.map(({ number, totals }) => ({ reference: number, cents: totals.grossCents, on: '2026-12-15' }));
  assert.deepEqual(
    acts(tellPayments(paid, software)),
    // The same titre, told again with the payment, changes nothing; here nothing was recorded in between.
    documents.flatMap(({ totals }, at) => [
      { kind: 'titre', documentId: String(at), titre: String(300 + at), bordereau: '', exercice: 2026, on: '2026-11-24' },
      { kind: 'payment', documentId: String(at), amountCents: totals.grossCents, on: '2026-12-15', reference: `ENC-${300 + at}-${at + 1}` },
    ]),
  );
  assert.throws(() => takeIn(file.content, software, '2026-11-24'), /déjà reprise/);
});

function read(xml: string): Extract<ReturnReading, { status: 'read' }> {
  const reading = readReturn(bytes(xml), usualReturn);
  assert.ok(reading.status === 'read', JSON.stringify(reading));
  return reading;
}

function validate(name: string, xml: string, schema: string): void {
  const file = join(folder, name);
  writeFileSync(file, bytes(xml));
  execFileSync('xmllint', ['--noout', '--nonet', '--schema', officialSchema(schema), file], { stdio: 'pipe' });
}
