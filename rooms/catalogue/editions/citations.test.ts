// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { citationSchema, type Citation, type Edition } from '../edition-schema.ts';
import { readEditions } from '../price/read-editions.ts';

// The source documents are not ours to publish: the check runs where their text lies beside the project.
const folder = process.env['SOURCE_DOCUMENTS'] ?? new URL('../../../../shared/seeds/', import.meta.url).pathname;
const isHere = existsSync(folder);
const without = isHere ? {} : { skip: 'the source documents do not lie beside the project (../shared/seeds)' };

test('the source documents lie beside the project when the build is the official one', () => {
  assert.ok(isHere || process.env['CI'] !== 'true', 'CI=true and no source documents: the citations would go unchecked');
});

for (const edition of readEditions().values()) {
  test(`every citation of ${edition.key} is printed where it says`, without, () => {
    const found = citationsOf(edition);
    assert.ok(found.length > 30, 'an edition cites its documents');
    assert.deepEqual(found.map(faultOf).filter(Boolean), []);
  });

  test(`every amount of ${edition.key} is the figure that it cites`, () => {
    assert.deepEqual(amountsOf(edition).filter(({ cents, figure }) => cents !== centsOf(figure)), []);
  });

  test(`every grid line of ${edition.key} is the printed line, whole`, without, () => {
    for (const { price } of charges(edition))
      if (price.kind === 'grid')
        for (const row of price.cells) {
          const printed = tidy(linesOf(price.document)[row.line - 1] ?? '');
          assert.ok(printed.endsWith(tidy(row.figures.join(' '))), `${price.document}, ligne ${row.line} : « ${printed} »`);
        }
  });
}

test('licences, Go and certificates of each stratum are the three numbers that end its printed line', without, () => {
  for (const key of ['cdg47-cinq-forfaits', 'cdg47-deux-forfaits']) {
    const quotas = readEditions().get(key)?.quotas ?? [];
    const [licences, go, certificates] = ['licences-securite', 'sauvegarde-go', 'certificats'].map((name) => quotas.find((quota) => quota.key === name)?.amount);
    assert.ok(licences?.kind === 'per-stratum' && go?.kind === 'per-stratum' && certificates?.kind === 'per-stratum');
    for (const [at, { value, citation }] of licences.values.entries()) {
      const printed = tidy(linesOf(citation.document)[citation.line - 1] ?? '');
      const triple: string = [value, go.values[at]?.value, certificates.values[at]?.value].join(' ');
      assert.ok(printed.endsWith(` ${triple}`) || printed === triple, `${key} : « ${printed} », pas ${triple}`);
    }
  }
});

test('the check sees a wrong line, a wrong label and a wrong figure', without, () => {
  const right: Citation = { document: 'S0', line: 143, label: 'Certificat électronique Eidas valable 3 ans', figure: '175' };
  assert.equal(faultOf(right), undefined);
  assert.match(faultOf({ ...right, line: 141 }) ?? '', /libellé/);
  assert.match(faultOf({ ...right, label: 'Certificat électronique Eidas valable 2 ans' }) ?? '', /libellé/);
  assert.match(faultOf({ ...right, figure: '17' }) ?? '', /chiffre/);
});

/** The label starts on its line and may wrap over the next ones; the figure stands on its line, as a whole number. */
function faultOf(citation: Citation): string | undefined {
  const lines = linesOf(citation.document);
  const start = (citation.labelLine ?? citation.line) - 1;
  const window = lines.slice(start, start + wrap).map(squeeze);
  const label = squeeze(citation.label);
  const at = window.join('').indexOf(label);
  const where = `${citation.document}, ligne ${citation.line}`;
  if (at === -1 || at >= (window[0] ?? '').length) return `${where} : libellé « ${citation.label} »`;
  if (citation.figure === undefined) return undefined;
  const escaped = tidy(citation.figure).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<!\\d)${escaped}(?!\\d)`).test(tidy(lines[citation.line - 1] ?? '')) ? undefined : `${where} : chiffre « ${citation.figure} »`;
}

/** Printed labels run over at most this many lines of the extracted text, blank ones included. */
const wrap = 9;

const texts = new Map<string, string[]>();
function linesOf(document: string): string[] {
  const known = texts.get(document);
  if (known) return known;
  const name = readdirSync(folder).find((file) => file.startsWith(`00${document.slice(1)}_`));
  assert.ok(name, `no text for ${document}`);
  const lines = readFileSync(`${folder}/${name}`, 'utf8').split('\n');
  texts.set(document, lines);
  return lines;
}

function tidy(text: string): string {
  return text.replace(/[’‘]/g, "'").replace(/[–—]/g, '-').replace(/[  \s]+/g, ' ').trim();
}

/** Without blanks, bullets and emphasis, so that a wrapped label is one string. */
function squeeze(text: string): string {
  return tidy(text).replace(/[•◦▪✦*]|^- /g, '').replace(/\s/g, '');
}

function citationsOf(value: unknown): Citation[] {
  const parsed = citationSchema.safeParse(value);
  if (parsed.success) return [parsed.data];
  if (value !== null && typeof value === 'object') return Object.values(value).flatMap(citationsOf);
  return [];
}

function charges(edition: Edition) {
  return edition.offers.flatMap((offer) => offer.variants.flatMap((variant) => variant.charges));
}

function amountsOf(edition: Edition): { cents: number; figure: string }[] {
  return charges(edition).flatMap(({ price }) => {
    if (price.kind === 'fixed') return pair(price.cents, price.citations[0]?.figure);
    if (price.kind === 'steps') return price.steps.flatMap((step) => pair(step.cents, step.citation.figure));
    if (price.kind === 'per-stratum') return price.prices.flatMap((entry) => (entry.cents === null ? [] : pair(entry.cents, entry.citation.figure)));
    if (price.kind === 'grid') return price.cells.flatMap((row) => row.cents.flatMap((cents, at) => pair(cents, row.figures[at])));
    return [];
  });
}

function pair(cents: number, figure: string | undefined) {
  return [{ cents, figure: figure ?? 'absent' }];
}

function centsOf(figure: string): number {
  return figure === 'Gratuit' ? 0 : Math.round(Number(tidy(figure).replace(/[ €]/g, '').replace(',', '.')) * 100);
}
