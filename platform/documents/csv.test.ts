// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { writeCsv } from './csv.ts';
import { readCsv } from './read-csv.ts';

const fields = {
  name: { titles: ['Nom', 'Dénomination'], isRequired: true },
  siren: { titles: ['SIREN', 'N° SIREN'], isRequired: true },
  agents: { titles: ['Agents'] },
} as const;

test('writes what a French spreadsheet opens without asking', () => {
  const text = writeCsv(
    ['Commune', 'Population', 'Part', 'Prix', 'Le', 'Note'],
    [['Saint-Étienne; "la belle"', 1234, 12.5, { cents: 1_663_800 }, Temporal.PlainDate.from('2017-10-19'), null]],
  );
  assert.equal(text, '\ufeffCommune;Population;Part;Prix;Le;Note\r\n"Saint-Étienne; ""la belle""";1234;12,5;16638,00;2017-10-19;\r\n');
  assert.equal(writeCsv(['a', 'b'], [[1.5, { cents: -5 }]], { decimals: 'dot', separator: ',' }), '\ufeffa,b\r\n1.5,-0.05\r\n');
  assert.throws(() => writeCsv(['a'], [[1, 2]]), /2 cells for 1/);
});

test('no cell runs as a formula, and negative numbers stay numbers', () => {
  const text = writeCsv(['=1+1'], [['=HYPERLINK("http://x")'], ['+33 5'], ['@SUM(A1)'], ['-2'], ['\t=1'], ['＝1'], [-2.5], ["'=x"]]);
  assert.deepEqual(text.slice(1).split('\r\n').slice(0, -1), [
    "'=1+1",
    `"'=HYPERLINK(""http://x"")"`,
    "'+33 5",
    "'@SUM(A1)",
    "'-2",
    "'\t=1",
    "'＝1",
    '-2,5',
    "''=x",
  ]);
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (cells) => {
      for (const cell of cells.map(writtenAlone)) assert.doesNotMatch(cell, /^"?[=+\-@\t\r\n＝＋－＠]/);
    }),
  );
});

test('reads back what it wrote, line breaks and quotes included', () => {
  const text = fc
    .string({ unit: fc.constantFrom('a', 'é', ' ', ';', '"', '\n', '=', '-', "'", ','), minLength: 1, maxLength: 12 })
    .filter((value) => value.trim() === value);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 6 }),
      fc.constantFrom(';' as const, ',' as const, '\t' as const),
      (rows, separator) => {
        const reading = readCsv(writeCsv(['Nom', 'SIREN'], rows, { separator }), fields);
        assert.deepEqual(reading.faults, []);
        assert.deepEqual(
          reading.rows.map(({ cells }) => [cells.name, cells.siren]),
          rows,
        );
      },
    ),
  );
});

test('understands the separators, encodings and titles of French offices', () => {
  const written = 'Dénomination;N° siren;Agents;Observations\nCC du Réolais;200044394;"12";x\n';
  const files: [string, Uint8Array | string][] = [
    ['utf-8', new TextEncoder().encode('\ufeff' + written)],
    ['windows-1252', Buffer.from(written, 'latin1')],
    ['utf-16le', Buffer.from('\ufeff' + written, 'utf16le')],
    ['utf-8', written.replaceAll(';', ',')],
    ['utf-8', written.replaceAll(';', '\t').replaceAll('\n', '\r\n')],
    ['utf-8', written.replaceAll(';', '|').replaceAll('\n', '\r')],
  ];
  for (const [encoding, file] of files) {
    const reading = readCsv(file, fields);
    assert.equal(reading.encoding, encoding);
    assert.deepEqual(reading.rows, [{ line: 2, cells: { name: 'CC du Réolais', siren: '200044394', agents: '12' } }]);
    assert.deepEqual(reading.ignored, ['Observations']);
  }
});

test('names the line that a spreadsheet shows, whatever comes before it', () => {
  const reading = readCsv('Nom;SIREN\n\n"Deux\nlignes";1\n;;\nCourte\nTrop;2;3;4\nVide en trop;5;;\n', fields);
  assert.deepEqual(
    reading.rows.map(({ line, cells }) => `${line} ${cells.name} ${cells.siren}`),
    ['3 Deux\nlignes 1', '6 Courte ', '8 Vide en trop 5'],
  );
  assert.deepEqual(reading.faults, [{ line: 7, says: 'La ligne a 4 colonnes alors que le titre en a 2.' }]);
});

test('says in French what is wrong with a file, and throws on none', () => {
  const says = (file: string) => readCsv(file, fields).faults.map((fault) => `${fault.line} ${fault.says}`);
  assert.deepEqual(says(''), ['1 Le fichier est vide.']);
  assert.deepEqual(says('Nom;Ville\nx;y\n'), ['1 La colonne « SIREN » manque.']);
  assert.deepEqual(says('Nom;Dénomination;SIREN\nx;y;z\n'), ['1 La colonne « Nom » est présente 2 fois.']);
  assert.deepEqual(says('Nom;SIREN\na;1\n"b;2\nc;3\n'), ['3 La lecture s’arrête ici : un guillemet ouvert n’est jamais fermé.']);
  assert.equal(readCsv('Nom;SIREN\na;1\n"b;2\n', fields).rows.length, 1);
  assert.deepEqual(readCsv('Nom;SIREN\na;1\nb;2\nc;3\n', fields, { most: 2 }).faults, [{ line: 4, says: 'Le fichier dépasse 2 lignes.' }]);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => Array.isArray(readCsv(bytes, fields).faults)));
});

function writtenAlone(cell: string): string {
  return writeCsv(['x'], [[cell]]).slice(1 + 'x\r\n'.length, -2);
}
