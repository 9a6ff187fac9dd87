// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import * as fc from 'fast-check';
import { formatDay } from '#platform/calendar/french-days.ts';
import { formatEuros, formatEurosShort, formatPercent } from '#platform/money/euros.ts';
import { needs } from '#platform/testing/peer.ts';
import { readableInk } from './ink.ts';
import { makePdf, type PdfRequest } from './make-pdf.ts';
import { isSafeSvg } from './safe-svg.ts';

const folder = mkdtempSync(join(tmpdir(), 'beffroi-pdf-'));
after(() => rmSync(folder, { recursive: true }));
const poppler = needs('pdftotext', 'poppler-utils');

const rows = Array.from({ length: 60 }, (_, index) => ({ label: `Service n° ${index}`, quantity: index, rate: 550, cents: index * 100 }));
const sample: PdfRequest = {
  template: join(import.meta.dirname, 'samples/sample.typ'),
  title: 'Devis n° 12 – CC Les Coteaux Bordelais',
  standard: 'ua-1',
  at: Temporal.Instant.from('2026-11-21T10:00:00Z'),
  footer: 'Exemplaire de démonstration',
  letterhead: {
    name: 'Syndicat mixte d’essai',
    lines: ['1 place de l’Essai'],
    colour: '#f0a500',
    logo: {
      type: 'image/svg+xml',
      alt: 'Logo du syndicat',
      content: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="9"/></svg>'),
    },
  },
  data: { text: 'Bonjour.', facts: [['Bénéficiaire', 'CC']], remark: 'Exonéré.', on: '2018-01-01', rows, total: 1_793_800 },
};

test('sets an accessible document in French: tagged, titled, fonts inside', poppler, async () => {
  const file = await save(sample);
  const about = run('pdfinfo', file);
  assert.match(about, /Title: +Devis n° 12 – CC Les Coteaux Bordelais/);
  assert.match(about, /Tagged: +yes/);
  assert.match(about, /Pages: +2/);
  assert.match(run('pdfinfo', '-meta', file), /<pdfuaid:part>1<\/pdfuaid:part>/);
  assert.match(readFileSync(file, 'latin1'), /\/Lang ?\(fr-FR\)/);
  const fonts = run('pdffonts', file).split('\n').slice(2, -1);
  assert.ok(fonts.length > 0 && fonts.every((font) => /AtkinsonHyperlegibleNext.* yes yes yes /.test(font)), fonts.join('\n'));
});

for (const standard of ['ua-1', 'a-3b'] as const)
  test(`a ${standard} alarms neither pdfinfo nor qpdf`, { ...poppler, ...needs('qpdf', 'qpdf') }, async () => {
    const file = await save({ ...sample, standard });
    const { stderr } = spawnSync('pdfinfo', [file], { encoding: 'utf8' });
    assert.equal(stderr, '');
    assert.match(run('qpdf', '--check', file), /No syntax or stream encoding errors found/);
    assert.match(readFileSync(file, 'latin1'), /\/MarkInfo <<\s+\/Marked true\s+>>/);
  });

test('tags the header of a table, says its caption and repeats it on the next page', poppler, async () => {
  const file = await save(sample);
  const structure = run('pdfinfo', '-struct-text', file);
  for (const part of [/Table \(block\)/, /Caption/, /THead/, /TH /, /H1 "Tarifs"/, /Figure/]) assert.match(structure, part);
  const second = run('pdftotext', '-layout', '-f', '2', file, '-');
  assert.match(second, /Désignation +Quantité +Taux +Montant/);
  assert.match(second, /Syndicat mixte d’essai +Devis n° 12/);
  assert.match(second, /Exemplaire de démonstration +Page 2 sur 2/);
  assert.match(second, /Total +17\s938\s€/);
});

test('a text stays text, whatever markup it imitates', poppler, async () => {
  const hostile = [
    '#panic("boum")',
    '*gras*',
    '= Titre',
    '$ x^2 $',
    '#eval("1+1")',
    '\\ \\u{41}',
    '<étiquette> @renvoi',
    '`code` // fin',
    '#image("/package.json")',
    '"]',
  ];
  const file = await save({
    ...sample,
    title: '#panic("titre")',
    footer: '#panic()',
    data: { ...Object(sample.data), text: hostile.join(' '), remark: hostile.join(' ') },
  });
  const shown = run('pdftotext', file, '-').replace(/\s+/g, ' ');
  for (const text of hostile) assert.ok(shown.includes(text), text);
  assert.match(run('pdfinfo', file), /Title: +#panic\("titre"\)/);
});

test('any text that a person types can be set', async () => {
  const character = fc.constantFrom(
    'a',
    'É',
    ' ',
    '#',
    '*',
    '_',
    '`',
    '$',
    '<',
    '>',
    '@',
    '\\',
    '"',
    '[',
    ']',
    '{',
    '}',
    '/',
    '=',
    '-',
    '~',
    '\n',
    '%',
    '(',
  );
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: character, maxLength: 30 }), async (text) => {
      const letterhead = { name: `N${text}`, lines: [text], colour: '#000000' };
      const pdf = await makePdf({
        ...sample,
        title: `T${text}`,
        footer: text,
        letterhead,
        data: { ...Object(sample.data), text, facts: [[text, text]], remark: text, rows: [] },
      });
      assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), '%PDF-');
    }),
    { numRuns: 25 },
  );
});

test('writes numbers and days as the rest of the house does', poppler, async () => {
  const amounts = [0, 5, -5, 99, 100, 1_000_00, 16_638_00, 1_234_567_89, -250_000_00];
  const facts = amounts.map((cents) => ({ label: '|', quantity: 0, rate: cents, cents }));
  const file = await save({ ...sample, data: { ...Object(sample.data), rows: facts, total: 1_793_800 } });
  const shown = run('pdftotext', '-layout', file, '-');
  for (const cents of amounts) assert.ok(tight(shown).includes(tight(`|0${formatPercent(cents)} ${formatEuros(cents)}`)), formatEuros(cents));
  assert.ok(tight(shown).includes(tight(formatEurosShort(1_793_800))));
  assert.ok(tight(shown).includes(tight(formatDay(Temporal.PlainDate.from('2018-01-01')))));
});

test('an archived document carries its data, and only that kind does', needs('pdfdetach', 'poppler-utils'), async () => {
  const attachment = {
    name: 'devis.json',
    type: 'application/json',
    content: Buffer.from('{"total":1}'),
    description: 'Données du devis',
    relationship: 'data',
  } as const;
  const file = await save({ ...sample, standard: 'a-3b', attachments: [attachment] });
  assert.match(run('pdfinfo', '-meta', file), /<pdfaid:part>3<\/pdfaid:part>/);
  assert.match(run('pdfdetach', '-list', file), /devis\.json/);
  run('pdfdetach', '-save', '1', '-o', join(folder, 'out.json'), file);
  assert.equal(readFileSync(join(folder, 'out.json'), 'utf8'), '{"total":1}');
  await assert.rejects(makePdf({ ...sample, attachments: [attachment] }), /PDF\/A-3/);
});

test('the files are sound for another reader', needs('qpdf', 'qpdf'), async () => {
  for (const standard of ['ua-1', 'a-3b'] as const)
    assert.match(run('qpdf', '--check', await save({ ...sample, standard })), /No syntax or stream encoding errors/);
});

test('the same request gives the same bytes, and a landscape one turns the page', poppler, async () => {
  assert.deepEqual(await makePdf(sample), await makePdf(sample));
  assert.match(run('pdfinfo', await save({ ...sample, landscape: true })), /Page size: +841\.89 x 595\.276/);
});

test('says what is wrong with a template, and sets the next document all the same', async () => {
  await assert.rejects(makePdf({ ...sample, data: {} }), /text/);
  await assert.rejects(makePdf({ ...sample, template: join(import.meta.dirname, 'samples/none.typ') }), /Typst/);
  assert.ok((await makePdf(sample)).length > 10_000);
});

test('a logo cannot bring a file of the server into the page', async () => {
  for (const inside of [
    '<image href="../platform/logo.png"/>',
    '<image xlink:href = "a.png"/>',
    "<image href='&#46;&#46;/a.png'/>",
    '<image href="data:image/svg+xml;base64,AAAA"/>',
    '<rect fill="url(a.svg#x)"/>',
    '<script>1</script>',
    '<rect onload="x()"/>',
    '<style>@import "a"</style>',
    '<foreignObject/>',
  ])
    assert.equal(isSafeSvg(svg(inside)), false, inside);
  assert.equal(isSafeSvg(Buffer.concat([Buffer.from('<!DOCTYPE svg [<!ENTITY a "b">]>'), svg('')])), false);
  assert.equal(isSafeSvg(Buffer.from('<svg></svg>', 'utf16le')), false);
  const sound =
    '<defs><g id="a"/><linearGradient id="b"/></defs><use href="#a"/><rect fill="url(#b)"/><image href="data:image/png;base64,iVBORw0K"/>';
  assert.equal(isSafeSvg(svg(sound)), true);
  const logo = { type: 'image/svg+xml' as const, alt: 'x', content: svg('<image href="../a.png"/>') };
  await assert.rejects(makePdf({ ...sample, letterhead: { ...sample.letterhead, logo } }), /outside itself/);
});

test('no text is too pale to read on white', () => {
  assert.equal(readableInk('#000091'), '#000091');
  assert.equal(readableInk('#767676'), '#767676');
  assert.match(readableInk('#f0a500'), /^#9[0-9a-f]{5}$/);
  assert.match(readableInk('#FFFFFF'), /^#7[0-9a-f]{5}$/);
  assert.throws(() => readableInk('red'), /#rrggbb/);
});

async function save(request: PdfRequest): Promise<string> {
  const file = join(folder, 'document.pdf');
  writeFileSync(file, await makePdf(request));
  return file;
}

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

function tight(text: string): string {
  return text.replace(/\s+/g, '');
}

function svg(inside: string): Buffer {
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">${inside}</svg>`);
}
