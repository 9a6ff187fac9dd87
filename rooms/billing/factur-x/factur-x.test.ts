// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { needsSchema, officialSchema } from '#platform/testing/official-schemas.ts';
import { needs } from '#platform/testing/peer.ts';
import { checkInvoice } from './check-invoice.ts';
import {
  countries,
  currencies,
  electronicSchemes,
  exemptions,
  identifierSchemes,
  invoiceTypes,
  noteSubjects,
  paymentMeans,
  units,
  vatCategories,
  vatPrefixes,
} from './codes.ts';
import { invoiceOf } from './invoice-of-document.ts';
import type { Invoice } from './invoice.ts';
import { mutations } from './mutate-invoice.ts';
import { readCii } from './read-cii.ts';
import { headerRules } from './rules/header-rules.ts';
import { lineRules } from './rules/line-rules.ts';
import { totalRules } from './rules/total-rules.ts';
import { categoryRules, vatRules } from './rules/vat-rules.ts';
import { sampleDocument, type SampleRegime } from './sample-documents.ts';
import { openSchematron } from './schematron.ts';
import { writeCii } from './write-cii.ts';

const folder = mkdtempSync(join(tmpdir(), 'beffroi-factur-x-'));
after(() => rmSync(folder, { recursive: true }));

const regimes: readonly SampleRegime[] = ['taxed', 'mixed', 'exempt', 'outside'];
const good = Array.from({ length: 60 }, (_, at) =>
  invoiceOf(sampleDocument(at + 1, { regime: regimes[at % 4] ?? 'mixed', kind: at % 5 === 4 ? 'avoir' : 'facture' })),
);

describe('an invoice in the model of EN 16931', () => {
  test('breaks no rule when it comes from an issued document', () => {
    for (const invoice of good) assert.deepEqual(checkInvoice(invoice), []);
  });

  test('reads back as it was written', () => {
    for (const invoice of good) assert.deepEqual(readCii(writeCii(invoice)), invoice);
  });

  test('keeps markup and characters of a text, and drops what XML cannot hold', () => {
    const [first] = good;
    assert.ok(first);
    const written = writeCii({ ...first, number: 'F<1>&"é\u0007' });
    assert.equal(readCii(written).number, 'F<1>&"é');
  });

  test('an avoir has positive amounts and names what it corrects', () => {
    const invoice = invoiceOf(sampleDocument(7, { kind: 'avoir' }));
    assert.equal(invoice.typeCode, '381');
    assert.match(invoice.totals.gross ?? '', /^\d+\.\d\d$/);
    assert.deepEqual(invoice.preceding, [{ number: 'F-2026-5007', issuedOn: '20261001' }]);
  });

  test('an appel de participation has none, nor the avoir that corrects one', () => {
    assert.throws(() => invoiceOf({ ...sampleDocument(1), kind: 'appel' }), /no Factur-X/);
    const avoir = sampleDocument(1, { kind: 'avoir' });
    const { original } = avoir;
    assert.ok(original);
    assert.throws(() => invoiceOf({ ...avoir, original: { ...original, kind: 'appel' } }), /no Factur-X/);
  });

  test('a discount is a negative quantity, never a negative price', () => {
    const document = sampleDocument(1);
    const [line] = document.lines;
    assert.ok(line);
    const discount = { ...line, unitPriceTenThousandths: -line.unitPriceTenThousandths, netCents: -line.netCents };
    const [written] = invoiceOf({ ...document, lines: [discount] }).lines;
    assert.match(written?.quantity ?? '', /^-/);
    assert.doesNotMatch(written?.price ?? '-', /^-/);
  });

  test('names the field in French when a rule is broken', () => {
    const [first] = good;
    assert.ok(first);
    const [fault] = checkInvoice({ ...first, lines: first.lines.map((line) => ({ ...line, unit: 'JOUR' })) });
    assert.deepEqual(fault, {
      rule: 'BR-CL-23',
      field: 'Ligne 1, Unité (BT-130)',
      says: 'L’unité doit être prise dans la liste (C62 : unité, ANN : année).',
    });
  });
});

test(
  'the file is valid by the official schema of Factur-X',
  { ...needs('xmllint', 'libxml2-utils'), ...needsSchema('factur-x-1.09-en16931') },
  () => {
    const files = good.map((invoice, at) => {
      const file = join(folder, `good-${at}.xml`);
      writeFileSync(file, writeCii(invoice));
      return file;
    });
    execFileSync('xmllint', ['--noout', '--nonet', '--schema', officialSchema('factur-x-1.09-en16931/Factur-X_EN16931.xsd'), ...files], {
      stdio: 'pipe',
    });
  },
);

describe('our rules against the official Schematron', needsSchema('en16931-cii'), () => {
  const spoilt = mutations.map(({ name, spoil }, at) => ({ name, invoice: spoil(good[(at * 7) % good.length] as Invoice) })); // the index is within the list
  const twice = mutations.slice(0, 300 - good.length - spoilt.length).map(({ name, spoil }, at) => {
    const other = mutations[(at * 31 + 17) % mutations.length] as (typeof mutations)[number]; // the index is within the list
    return { name: `${name} + ${other.name}`, invoice: other.spoil(spoil(good[(at * 11 + 3) % good.length] as Invoice)) }; // the index is within the list
  });
  const all = [...good.map((invoice, at) => ({ name: `bonne n° ${at}`, invoice })), ...spoilt, ...twice];

  test('name the same rules for 300 good and bad invoices', () => {
    const officialFaults = openSchematron(officialSchema('en16931-cii/EN16931-CII-validation-preprocessed.sch'));
    assert.equal(all.length, 300);
    const differences: string[] = [];
    const seen = new Set<string>();
    for (const { name, invoice } of all) {
      const xml = writeCii(invoice);
      const theirs = [...new Set(officialFaults(xml))].toSorted();
      const ours = [...new Set(checkInvoice(readCii(xml)).map(({ rule }) => rule))].toSorted();
      for (const rule of theirs) seen.add(rule);
      if (theirs.join() !== ours.join()) differences.push(`${name}: official [${theirs.join()}], ours [${ours.join()}]`);
    }
    assert.deepEqual(differences, []);
    const ours = [...headerRules, ...totalRules, ...categoryRules, ...lineRules, ...vatRules].map(({ id }) => id);
    assert.deepEqual(
      ours.filter((id) => !seen.has(id)),
      [],
      'each of our rules is broken at least once',
    );
  });

  test('take each of our codes from the official lists', () => {
    const official = readFileSync(officialSchema('en16931-cii/EN16931-CII-validation-preprocessed.sch'), 'utf8');
    const lists = [
      ['BR-CL-01', invoiceTypes],
      ['BR-CL-04', currencies],
      ['BR-CL-08', noteSubjects],
      ['BR-CL-10', identifierSchemes],
      ['BR-CL-11', identifierSchemes],
      ['BR-CL-14', countries],
      ['BR-CL-16', paymentMeans],
      ['BR-CL-18', vatCategories],
      ['BR-CL-22', exemptions],
      ['BR-CL-23', units],
      ['BR-CL-25', electronicSchemes],
      ['BR-CO-09', vatPrefixes],
    ] as const;
    for (const [id, codes] of lists) {
      const listed = new RegExp(`id="${id}"[^>]* test="[^"]*?contains\\(' ([^']*) '`).exec(official)?.[1]?.split(' ') ?? [];
      const foreign = [...codes].filter((code) => !listed.includes(code));
      assert.deepEqual(foreign, [], id);
    }
  });
});
