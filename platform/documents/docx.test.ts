// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { needs } from '#platform/testing/peer.ts';
import { makeDocx, type DocxRequest } from './make-docx.ts';

const folder = mkdtempSync(join(tmpdir(), 'beffroi-docx-'));
after(() => rmSync(folder, { recursive: true }));
const unzip = needs('unzip', 'unzip');

const rows = Array.from({ length: 70 }, (_, index) => [`Service n° ${index}`, '5,5 %', `${index},00 €`]);
const annex: DocxRequest = {
  title: 'Annexe 1 – Grille tarifaire',
  letterhead: { name: 'Syndicat mixte d’essai', lines: ['1 place de l’Essai'], colour: '#f0a500' },
  footer: 'Délibération du 17 octobre 2017',
  blocks: [
    { kind: 'heading', level: 1, text: 'Mutualisation' },
    { kind: 'paragraph', text: 'Première ligne.\nSeconde ligne.' },
    { kind: 'list', items: ['un', 'deux'] },
    { kind: 'remark', text: 'Exonéré (art. 261 B CGI).' },
    {
      kind: 'table',
      table: {
        caption: 'Prix par service',
        header: ['Service', 'Taux', 'Prix'],
        aligns: ['left', 'right', 'right'],
        widths: [3, 1, 1],
        rows,
        hasTotal: true,
      },
    },
    { kind: 'heading', level: 2, text: 'Notes <&> "fin"' },
  ],
};

test('has headings, header rows that repeat and the French language', unzip, async () => {
  const xml = await part(annex, 'word/document.xml');
  assert.match(xml, /<w:pStyle w:val="Heading1"\/>.*?Mutualisation/s);
  assert.match(xml, /<w:pStyle w:val="Title"\/>/);
  assert.equal(xml.match(/<w:tblHeader\/>/g)?.length, 1);
  assert.match(xml, /Notes &lt;&amp;&gt; &quot;fin&quot;|Notes &lt;&amp;&gt; "fin"/);
  assert.match(await part(annex, 'word/styles.xml'), /<w:lang w:val="fr-FR"/);
  assert.match(await part(annex, 'docProps/core.xml'), /<dc:title>Annexe 1 – Grille tarifaire<\/dc:title>/);
});

test('refuses a row that does not fit its header', async () => {
  const table = { header: ['a', 'b'], rows: [['1']] };
  await assert.rejects(makeDocx({ ...annex, blocks: [{ kind: 'table', table }] }), /1 cells for 2/);
});

test('drops the characters for which Word would refuse the whole file', unzip, async () => {
  const all = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('') + '\ufffe\uffff\ud800é';
  const spoilt: DocxRequest = {
    title: all,
    letterhead: { name: all, lines: [all], colour: '#000000' },
    footer: all,
    blocks: [{ kind: 'paragraph', text: all }],
  };
  for (const name of ['word/document.xml', 'word/header2.xml', 'word/footer1.xml', 'docProps/core.xml'])
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    assert.doesNotMatch(await part(spoilt, name), /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800]/, name);
});

test('another program reads it: pages, repeated header, numbers of pages', needs('soffice', 'libreoffice-writer-nogui'), async () => {
  const file = await save(annex);
  execFileSync('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder, file], {
    stdio: 'ignore',
    timeout: 90_000,
  });
  const shown = execFileSync('pdftotext', ['-layout', join(folder, 'document.pdf'), '-'], { encoding: 'utf8' });
  const [first = '', second = ''] = shown.split('\f');
  assert.match(first, /Syndicat mixte d’essai/);
  assert.match(first, /Première ligne\.\n\s*Seconde ligne\./);
  assert.match(first, /Délibération du 17 octobre 2017 +Page 1 sur 2/);
  assert.match(second, /Syndicat mixte d’essai +Annexe 1 – Grille tarifaire/);
  assert.match(second, /Service +Taux +Prix/);
});

async function save(request: DocxRequest): Promise<string> {
  const file = join(folder, 'document.docx');
  writeFileSync(file, await makeDocx(request));
  return file;
}

async function part(request: DocxRequest, name: string): Promise<string> {
  return execFileSync('unzip', ['-p', await save(request), name], { encoding: 'utf8', maxBuffer: 1e8 });
}
