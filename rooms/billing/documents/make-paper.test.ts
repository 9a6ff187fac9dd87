// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { sha256OfJson } from '#platform/evidence/digest.ts';
import { needs } from '#platform/testing/peer.ts';
import type { BillingDocument } from '../document.ts';
import { makeFacturX } from '../factur-x/make-factur-x.ts';
import { sampleDocument } from '../factur-x/sample-documents.ts';
import { headOf } from './print-document.ts';
import { makePaper } from './make-paper.ts';

const folder = mkdtempSync(join(tmpdir(), 'beffroi-paper-'));
after(() => rmSync(folder, { recursive: true }));
const at = Temporal.Instant.from('2026-11-21T10:00:00Z');

describe('the paper of an invoice', needs('pdftotext', 'poppler-utils'), () => {
  const [line] = sampleDocument(8).lines;
  assert.ok(line);
  const facture: BillingDocument = {
    ...sampleDocument(8),
    kind: 'facture',
    original: null,
    lines: [{ ...line, quantityThousandths: 2_500, unit: 'jour', unitPriceTenThousandths: 1_234_567, vat: { code: 'S', rateBasisPoints: 550 } }],
  };

  test('shows the quantity, the unit price without tax and the rate of each line', async () => {
    const words = wordsOf(await plain(facture));
    assert.match(words, /Prix unitaire/);
    for (const said of ['2,5', 'jour', '123,4567', '5,5 %']) assert.ok(words.includes(said), `${said} in ${words}`);
  });

  test('says the same words with its file inside as without', async () => {
    for (const rank of [1, 2, 3, 8]) {
      const document = sampleDocument(rank);
      const { pdf } = await makeFacturX(document, { letterhead: headOf(document, '#1b5e9b'), at });
      assert.equal(wordsOf(pdf), wordsOf(await plain(document)), document.number);
    }
  });

  test('writes what is given back with a true minus, never a hyphen', async () => {
    const returned = { ...facture, lines: [{ ...line, quantityThousandths: -2_000, netCents: -1_234_50 }] };
    const words = wordsOf(await plain(returned));
    for (const said of ['−2', '−1\u202f234,50']) assert.ok(words.replaceAll(' ', '').includes(said.replaceAll(/\s/g, '')), `${said} in ${words}`);
    assert.doesNotMatch(words, / -\d/);
  });

  test('says why a line bears no VAT', async () => {
    const exempt = { ...facture, lines: [{ ...line, vat: { code: 'E' as const, rateBasisPoints: 0 } }] };
    assert.match(wordsOf(await plain(exempt)), /exonérée/);
  });
});

describe('the paper of a call', needs('pdftotext', 'poppler-utils'), () => {
  const [line] = sampleDocument(8).lines;
  assert.ok(line);
  const call: BillingDocument = {
    ...sampleDocument(8),
    kind: 'appel',
    original: null,
    instalments: [],
    lines: [{ ...line, family: 'participation', netCents: 16_638_00, vat: { code: 'E', rateBasisPoints: 0 } }],
    vat: [{ code: 'E', rateBasisPoints: 0, baseCents: 16_638_00, vatCents: 0, reason: 'Exonération', reasonCode: 'VATEX-EU-132-1F' }],
    totals: { netCents: 16_638_00, vatCents: 0, grossCents: 16_638_00 },
    annex: [
      { bodyId: 'a', siren: null, kind: 'commune', name: 'Grande', population: 8_000, isCounted: true, why: 'Compte.' },
      { bodyId: 'b', siren: null, kind: 'commune', name: 'Petite', population: 319, isCounted: false, why: 'Trop petite pour compter.' },
    ],
  };

  test('says what the participation comes to for each inhabitant who is counted', async () => {
    assert.match(wordsOf(await plain(call)), /soit 2,08 € par habitant/);
  });

  test('says nothing of it where a population is unknown', async () => {
    const [big, small] = call.annex;
    assert.ok(big && small);
    assert.doesNotMatch(wordsOf(await plain({ ...call, annex: [{ ...big, population: null }, small] })), /par habitant/);
  });
});

function plain(document: BillingDocument): Promise<Uint8Array> {
  return makePaper(document, { digest: sha256OfJson(document), at, letterhead: headOf(document, '#1b5e9b'), standard: 'ua-1' });
}

function wordsOf(pdf: Uint8Array): string {
  const file = join(folder, 'paper.pdf');
  writeFileSync(file, pdf);
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replaceAll(/\s+/g, ' ');
}
