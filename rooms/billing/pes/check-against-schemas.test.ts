// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { CannotStart } from '#platform/cannot-start.ts';
import { needsSchema, officialSchema } from '#platform/testing/official-schemas.ts';
import { answerPes } from '#simulators/helios/answer-pes.ts';
import { checkPesCommand } from './command-line.ts';
import { sampleOrder } from './sample-order.ts';
import { writePes } from './write-pes.ts';

const folder = mkdtempSync(join(tmpdir(), 'beffroi-check-pes-'));
after(() => rmSync(folder, { recursive: true }));
const official = officialSchema('pes-5.17');

async function check(name: string, content: Uint8Array | string, schemas = official): Promise<{ code: number; says: string }> {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? Buffer.from(content, 'latin1') : content);
  const lines: string[] = [];
  const code = await checkPesCommand([file, '--schemas', schemas], (line) => lines.push(line));
  return { code, says: lines.join('\n') };
}

describe('check-pes, with the official schemas', needsSchema('pes-5.17'), () => {
  const pes = writePes(sampleOrder()).content;

  test('finds our titres valid, and the answers of the Treasury', async () => {
    const aller = await check('aller.xml', pes);
    assert.match(aller.says, /valide d’après PES_V2\/Rev0\/PES_Aller\.xsd/);
    assert.equal(aller.code, 0);
    const { settings } = sampleOrder();
    const treasury = { codique: settings.codique, codCol: settings.codCol, codBud: settings.codBud, seen: new Set<string>() };
    const { acquit, retour } = answerPes(pes, treasury, '2026-11-25');
    assert.equal((await check('acquit.xml', acquit)).code, 0);
    assert.equal((await check('retour.xml', retour ?? '')).code, 0);
  });

  test('says what is not, with its line', async () => {
    const spoilt = Buffer.from(pes)
      .toString('latin1')
      .replace(/<IdBord V="\d+"\/>/, '<IdBord V="un"/>');
    const { code, says } = await check('faux.xml', spoilt);
    assert.equal(code, 1);
    assert.match(says, /faux\.xml, ligne \d+ : .*IdBord/);
  });
});

test('check-pes says that a file is no XML, is of a kind that no schema describes, or that the folder is not there', async () => {
  writeFileSync(
    join(folder, 'un.xsd'),
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="un" type="xs:integer"/></xs:schema>',
  );
  assert.deepEqual(await check('bon.xml', '<un>1</un>', folder).then(({ code }) => code), 0);
  assert.match((await check('mauvais.xml', '<un>x</un>', folder)).says, /mauvais\.xml, ligne 1 : /);
  assert.match((await check('autre.xml', '<deux/>', folder)).says, /Aucun schéma du dossier ne décrit « deux »/);
  assert.match((await check('rien.xml', 'rien', folder)).says, /pas un document XML bien formé/);
  await assert.rejects(check('bon.xml', '<un>1</un>', join(folder, 'absent')), CannotStart);
  const lines: string[] = [];
  assert.equal(await checkPesCommand(['x.xml'], (line) => lines.push(line)), 1);
  assert.match(lines.join(), /Usage/);
});
