// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { needs } from '#platform/testing/peer.ts';
import { declareFacturX } from './declare-factur-x.ts';
import { FacturXRefused, makeFacturX } from './make-factur-x.ts';
import { readCii } from './read-cii.ts';
import { sampleDocument } from './sample-documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'beffroi-factur-x-'));
after(() => rmSync(folder, { recursive: true }));

const making = {
  letterhead: { name: 'Syndicat mixte d’essai', lines: ['1 place de l’Essai'], colour: '#1b5e9b' },
  at: Temporal.Instant.from('2026-11-21T10:00:00Z'),
};
const document = sampleDocument(8);
const file = join(folder, 'facture.pdf');
const made = await makeFacturX(document, making);
writeFileSync(file, made.pdf);

describe('a Factur-X', () => {
  test('is a sound PDF for qpdf, its update included', needs('qpdf', 'qpdf'), () => {
    assert.match(run('qpdf', '--check', file), /No syntax or stream encoding errors found/);
    const about = JSON.parse(run('qpdf', '--json', '--json-key=attachments', file)) as { attachments: Record<string, unknown> }; // as qpdf writes it
    assert.deepEqual(Object.keys(about.attachments), ['factur-x.xml']);
  });

  test(
    'declares PDF/A-3B and the EN 16931 profile in well-formed metadata',
    { ...needs('pdfinfo', 'poppler-utils'), ...needs('xmllint', 'libxml2-utils') },
    () => {
      const metadata = run('pdfinfo', '-meta', file);
      const stated = join(folder, 'xmp.xml');
      writeFileSync(stated, metadata);
      run('xmllint', '--noout', '--nonet', stated);
      const says = (path: string) => run('xmllint', '--xpath', `string(//*[local-name()='${path}'])`, stated).trim();
      assert.equal(says('part') + says('conformance'), '3B');
      assert.deepEqual(['DocumentType', 'DocumentFileName', 'Version', 'ConformanceLevel'].map(says), ['INVOICE', 'factur-x.xml', '1.0', 'EN 16931']);
      assert.match(metadata, /<pdfaSchema:prefix>fx<\/pdfaSchema:prefix>/);
    },
  );

  test('carries the invoice that pdfdetach takes out, byte for byte', needs('pdfdetach', 'poppler-utils'), () => {
    const taken = join(folder, 'taken.xml');
    run('pdfdetach', '-save', '1', '-o', taken, file);
    assert.equal(readFileSync(taken, 'utf8'), made.xml);
    assert.match(readFileSync(file, 'latin1'), /\/AFRelationship \/Alternative/);
  });

  test('shows people the amounts of the file', needs('pdftotext', 'poppler-utils'), () => {
    const text = run('pdftotext', '-layout', file, '-').replaceAll(/\s/g, '');
    const { totals } = readCii(made.xml);
    for (const amount of [totals.net, totals.tax, totals.gross]) assert.ok(text.includes(`${amount?.replace('.', ',')}€`), `${amount} in ${text}`);
    assert.match(text, new RegExp(document.number));
  });

  test('is the same to the byte when made again', async () => {
    assert.deepEqual((await makeFacturX(document, making)).pdf, made.pdf);
  });

  test('is refused with its faults when the issuer has no address', async () => {
    const bad = { ...document, issuer: { ...document.issuer, address: null } };
    await assert.rejects(makeFacturX(bad, making), (error) => {
      assert.ok(error instanceof FacturXRefused);
      assert.deepEqual(
        error.faults.map(({ rule }) => rule),
        ['BR-08', 'BR-09'],
      );
      return true;
    });
  });

  test('a PDF without metadata is an error, not a broken file', () => {
    assert.throws(() => declareFacturX(Buffer.from('%PDF-1.7\n')), /does not say/);
  });
});

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
