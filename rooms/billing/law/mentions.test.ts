// SPDX-License-Identifier: EUPL-1.2
/**
 * Each mention that CGI, ann. II, art. 242 nonies A, I wants of a facture for services in France (as amended by decree 2022-1299), on its paper and in
 * its Factur-X. 3° to 5° bis, 9° and 13° to 18° are for sellers and sales that no operator makes: goods sent abroad, fiscal representatives, single
 * taxable persons, rebates (none is made), reverse charge, self-billing, margins, new vehicles.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { needs } from '#platform/testing/peer.ts';
import type { BillingDocument } from '../document.ts';
import { headOf } from '../documents/print-document.ts';
import { makeFacturX } from '../factur-x/make-factur-x.ts';
import { readCii } from '../factur-x/read-cii.ts';
import { sampleDocument } from '../factur-x/sample-documents.ts';
import { exemptionNote, latePaymentNote } from './mentions.ts';
import { missingMentions } from './missing-mentions.ts';

const folder = mkdtempSync(join(tmpdir(), 'beffroi-mentions-'));
after(() => rmSync(folder, { recursive: true }));

const debits = 'Option pour le paiement de la taxe d’après les débits.';
const sample = sampleDocument(8, { regime: 'mixed' });
const facture: BillingDocument = {
  ...sample,
  vat: sample.vat.map((total) => (total.code === 'E' ? { ...total, reason: exemptionNote } : total)),
  mentions: [exemptionNote, latePaymentNote, debits],
};

describe('a facture shows what the law wants', needs('pdftotext', 'poppler-utils'), async () => {
  const { pdf, xml } = await makeFacturX(facture, { letterhead: headOf(facture, '#1b5e9b'), at: Temporal.Instant.from('2026-11-21T10:00:00Z') });
  const file = join(folder, 'facture.pdf');
  writeFileSync(file, pdf);
  const paper = plain(execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }));
  const invoice = readCii(xml);
  const shows = (...said: readonly string[]) => {
    for (const one of said) assert.ok(paper.includes(plain(one)), `« ${one} » on paper`);
  };
  const { issuer, payer, lines } = facture;

  test('1°: name, SIREN and address of who sells and of who buys', () => {
    for (const party of [issuer, payer]) {
      assert.ok(party.siren && party.siret && party.address);
      assert.ok(party.siret.startsWith(party.siren));
      shows(party.name, party.siret, ...party.address.lines, `${party.address.postcode} ${party.address.city}`);
    }
    for (const [said, { name, siren, address }] of [
      [invoice.seller, issuer],
      [invoice.buyer, payer],
    ] as const)
      assert.deepEqual(
        [said.name, said.legalId?.value, said.address?.lines, said.address?.postcode, said.address?.city],
        [name, siren, address?.lines, address?.postcode, address?.city],
      );
  });

  test('2°: VAT number of who sells', () => {
    assert.ok(issuer.vatNumber);
    shows(issuer.vatNumber);
    assert.equal(invoice.seller.vatNumber, issuer.vatNumber);
  });

  test('6° and 7°: day of issue, and a number of an unbroken series', () => {
    shows(facture.number, '21 novembre 2026');
    assert.deepEqual([invoice.number, invoice.issuedOn], [facture.number, '20261121']);
  });

  test('8°: quantity, name, unit price without tax and rate, or exemption, of each line', () => {
    assert.equal(invoice.lines.length, lines.length);
    for (const [at, line] of lines.entries()) {
      const said = invoice.lines[at];
      shows(line.label, (line.quantityThousandths / 1000).toLocaleString('fr-FR'), (line.unitPriceTenThousandths / 10_000).toLocaleString('fr-FR'));
      shows(line.vat.code === 'E' ? 'exonérée' : `${line.vat.rateBasisPoints / 100} %`.replace('.', ','));
      assert.deepEqual(
        [said?.name, Number(said?.quantity), Number(said?.price), said?.category, Number(said?.rate)],
        [line.label, line.quantityThousandths / 1000, line.unitPriceTenThousandths / 10_000, line.vat.code, line.vat.rateBasisPoints / 100],
      );
    }
  });

  test('8° bis: that all of it is services', () => {
    shows('Prestations de services');
    assert.ok(invoice.notes.some(({ text }) => text === 'Prestations de services'));
  });

  test('10°: days of the service', () => {
    shows('Du 1er janvier 2026 au 31 décembre 2026');
    for (const { period } of invoice.lines) assert.deepEqual(period, { from: '20260101', until: '20261231' });
  });

  test('11°: total without tax and tax, rate by rate', () => {
    assert.equal(facture.vat.length, 3);
    for (const { code, rateBasisPoints, baseCents, vatCents } of facture.vat) {
      shows(euros(baseCents), euros(vatCents));
      const said = invoice.vat.find(({ category, rate }) => category === code && Number(rate) === rateBasisPoints / 100);
      assert.deepEqual([Number(said?.base), Number(said?.tax)], [baseCents / 100, vatCents / 100]);
    }
  });

  test('11° bis: the choice of paying the tax when it is billed, where the operator wrote it among its notes', () => {
    shows(debits);
    assert.ok(invoice.notes.some(({ text }) => text === debits));
  });

  test('12°: the provision that exempts', () => {
    assert.match(exemptionNote, /261 B du code général des impôts/);
    shows(exemptionNote);
    assert.ok(invoice.vat.some(({ category, reason }) => category === 'E' && reason === exemptionNote));
  });

  test('public procurement, R. 2192-10, R. 2192-31, D. 2192-35: when to pay, interest on a delay, and 40 € for recovery', () => {
    assert.match(latePaymentNote, /30 jours.*R\. 2192-10.*majoré de 8 points.*R\. 2192-31.*40\s€.*D\. 2192-35/);
    shows(latePaymentNote);
    assert.ok(invoice.notes.some(({ text }) => text === latePaymentNote));
  });
});

test('a run tells what is missing for its factures to show it, and nothing of calls', () => {
  const issuer = { siret: '25330000100018', vatNumber: 'FR55253300001', address: {} };
  assert.deepEqual(missingMentions({ issuer, factures: 3, isTaxed: true, unaddressed: 0 }), []);
  const bare = { siret: null, vatNumber: null, address: null };
  assert.deepEqual(
    missingMentions({ issuer: bare, factures: 3, isTaxed: true, unaddressed: 2 }).map((says) => /\d°/.exec(says)?.[0]),
    ['1°', '1°', '2°', '1°'],
  );
  assert.deepEqual(missingMentions({ issuer: { ...bare, address: {}, siret: '1' }, factures: 3, isTaxed: false, unaddressed: 0 }), []);
  assert.deepEqual(missingMentions({ issuer: bare, factures: 0, isTaxed: false, unaddressed: 0 }), []);
});

/** Without spaces, which a page breaks anywhere. */
function plain(text: string): string {
  return text.replaceAll(/\s/g, '');
}

function euros(cents: number): string {
  return new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }).format(cents / 100);
}
