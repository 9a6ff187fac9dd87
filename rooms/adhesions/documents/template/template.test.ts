// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { readTemplate } from './read-template.ts';
import type { Outline, TemplateOrder } from './template-shapes.ts';
import { writeOutline } from './write-outline.ts';

const order = (source: string, over: Partial<TemplateOrder> = {}): TemplateOrder => ({
  source,
  values: { beneficiaire: { nom: 'Bouliac', siren: null }, participation: { annuelle: { amount: '17 938,00 €' } }, lignes: ['a', 'b', 'c'] },
  blocks: ['montants', 'vote'],
  variables: ['beneficiaire.nom', 'beneficiaire.siren', 'participation.annuelle', 'lignes'],
  ...over,
});
const read = (source: string, over?: Partial<TemplateOrder>): Outline => {
  const outcome = readTemplate(order(source, over));
  assert.ok('outline' in outcome, JSON.stringify(outcome));
  return outcome.outline;
};
const faultsOf = (source: string) => {
  const outcome = readTemplate(order(source));
  return 'faults' in outcome ? outcome.faults : assert.fail(JSON.stringify(outcome.outline));
};
const firstFault = (source: string) => {
  const [fault] = faultsOf(source);
  return `${fault?.line ?? '–'} ${fault?.says ?? ''}`;
};

test('writes a document: title, parts, lists, remarks, tables, page breaks, protected blocks', () => {
  const { title, parts } = read(
    '# Délibération de {{ beneficiaire.nom }}\n\n## Objet\n\nVu **la loi** ;\nsuite.\n\n- un\n- deux\n\n1. a\n2. b\n\n> À relire.\n\n' +
      '| Nom | Rang |\n| --- | ---: |\n{% for l in lignes %}| {{ l }} | {{ forloop.index }} |\n{% endfor %}\n\n---\n\n{% bloc montants %}\n\nFin.',
  );
  assert.equal(title, 'Délibération de Bouliac');
  assert.deepEqual(parts, [
    { kind: 'heading', level: 1, text: 'Objet' },
    { kind: 'paragraph', text: [{ text: 'Vu ' }, { text: 'la loi', bold: true }, { text: '\u202f; suite.' }] },
    { kind: 'list', items: ['un', 'deux'], isNumbered: false },
    { kind: 'list', items: ['a', 'b'], isNumbered: true },
    { kind: 'remark', text: 'À relire.' },
    {
      kind: 'table',
      table: {
        header: ['Nom', 'Rang'],
        rows: [
          ['a', '1'],
          ['b', '2'],
          ['c', '3'],
        ],
        aligns: ['left', 'right'],
      },
    },
    { kind: 'page-break' },
    { kind: 'block', name: 'montants' },
    { kind: 'paragraph', text: 'Fin.' },
  ]);
});

test('a protected block takes a paragraph of its own, wherever it is asked for', () => {
  for (const around of [
    'Prix : {% bloc montants %} par an',
    '- {% bloc montants %}',
    '| a |\n| - |\n| {% bloc montants %} |',
    '**{% bloc montants %}**',
  ])
    assert.equal(read(`# T\n\n${around}`).parts.filter(({ kind }) => kind === 'block').length, 1, around);
});

test('leaves a blank for what is not known yet, and enumerates lists', () => {
  const { parts } = read('# T\n\n{{ beneficiaire.siren | ou_blanc }}\n\n{{ lignes }}\n\n{{ beneficiaire.nom | capitales }}');
  assert.deepEqual(
    parts.map((part) => part.kind === 'paragraph' && part.text),
    ['…………………………', 'a, b et c', 'BOULIAC'],
  );
});

test('a value stays a text, whatever markup it imitates', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (nom) => {
      const { parts } = read('# T\n\nDébut {{ beneficiaire.nom }} fin', { values: { beneficiaire: { nom, siren: null } } });
      const shown = nom
        .replace(/[\ue000-\uf8ff]/g, '')
        .replaceAll(/[^\S\u00a0\u202f]+/g, ' ')
        .trim();
      const [part] = parts;
      assert.equal(parts.length, 1);
      assert.ok(part?.kind === 'paragraph' && typeof part.text === 'string', JSON.stringify(part));
      const plain = (text: string) => text.replaceAll('\0', '\ufffd').replace(/[\u00a0\u202f]/g, ' ');
      assert.equal(plain(part.text), plain(`Début ${shown} fin`));
    }),
    { numRuns: 200 },
  );
  const forged = '\ue000montants\ue001';
  assert.deepEqual(read(`# T\n\n{{ beneficiaire.nom }}\n\n${forged}`, { values: { beneficiaire: { nom: forged } } }).parts, [
    { kind: 'paragraph', text: 'montants' },
    { kind: 'paragraph', text: 'montants' },
  ]);
});

test('says in French what is wrong, and on which line', () => {
  assert.equal(
    firstFault('# T\n\n{{ beneficiaire.nim }}'),
    '3 La variable « beneficiaire.nim » n’existe pas : vouliez-vous dire « beneficiaire.nom » ?',
  );
  assert.equal(firstFault('# T\n{% if false %}\n{{ rien_de_tel_ici }}{% endif %}'), '3 La variable « rien_de_tel_ici » n’existe pas.');
  assert.match(firstFault('# T\n\n\n{{ beneficiaire.nom'), /^4 « .* » n’est pas refermé : ajoutez « }} »\./);
  assert.equal(firstFault('# T\n{% if lignes %}\nx'), '2 « {% if %} » n’est pas refermé : ajoutez « {% endif %} ».');
  assert.match(firstFault('# T\n{% boucle %}'), /^2 L’instruction « boucle » n’existe pas/);
  assert.match(firstFault('# T\n{{ beneficiaire.nom | replace: "a", "b" }}'), /^2 Le filtre « replace » n’existe pas/);
  assert.equal(firstFault('# T\n{% bloc prix %}'), '2 Le bloc « prix » n’existe pas pour ce document.');
  assert.equal(
    firstFault('# T\n\n{{ beneficiaire }}'),
    '3 Cette variable regroupe plusieurs valeurs : nommez l’une d’elles, comme « beneficiaire.nom ».',
  );
  assert.match(firstFault('# T\n\n<b>x</b>'), /^3 Les balises/);
  assert.match(firstFault('# T\n\n- un\n  - deux'), /^3 Une liste ne peut pas/);
  assert.match(firstFault('Bonjour'), /^1 Commencez par le titre/);
  assert.match(firstFault('# T\n\n# U'), /^3 Un document n’a qu’un titre/);
  assert.match(firstFault('# T\n\n{% endif %}'), /^3 « endif » ne répond à aucun début/);
});

test('a condition or a loop on lines of its own cuts no list and no table', () => {
  const { parts } = read(
    '# T\n\n- un\n{% if lignes %}\n- deux\n{% endif %}\n- trois\n\n| a |\n| - |\n{% for l in lignes %}\n| {{ l }} |\n{% endfor %}\n\nFin',
  );
  assert.deepEqual(
    parts.map((part) => (part.kind === 'list' ? part.items : part.kind === 'table' ? part.table.rows.length : part.kind)),
    [['un', 'deux', 'trois'], 3, 'paragraph'],
  );
});

test('two faults are both told', () => {
  assert.deepEqual(
    faultsOf('# T\n{{ un }}\n{{ deux }}').map(({ line }) => line),
    [2, 3],
  );
});

test('reaches no code, no prototype, no file and no figure', () => {
  const attacks = [
    '{{ beneficiaire.constructor }}',
    '{{ beneficiaire.__proto__ }}',
    '{{ beneficiaire["constructor"]["constructor"] }}',
    '{{ lignes.constructor }}',
    '{{ participation.annuelle.constructor }}',
    '{{ participation.annuelle.valueOf }}',
    '{{ participation.annuelle.liquidMethodMissing }}',
    '{{ participation.annuelle[0] }}',
    '{{ constructor }}',
    '{{ process.env }}',
    '{{ this }}',
    '{{ globalThis }}',
    '{% include "/etc/passwd" %}',
    '{% render "../../package.json" %}',
    '{% layout "x" %}',
    '{{ participation.annuelle | plus: 1 }}',
    '{{ participation.annuelle | slice: 0 }}',
    '{{ beneficiaire.nom | raw }}',
    '{{ lignes | where_exp: "x", "process.exit()" }}',
    '{{ lignes | map: "constructor" }}',
    '{% liquid assign a = 1 %}',
    '{% increment lignes %}',
  ];
  for (const attack of attacks) assert.ok('faults' in readTemplate(order(`# T\n\n${attack}`)), attack);
  const { parts } = read('# T\n\n{% assign x = participation.annuelle %}{{ x }} {% for c in participation.annuelle %}{{ c }}{% endfor %}');
  assert.match(JSON.stringify(parts), /17\s938,00\s€/);
});

test('ends what never ends or grows without end, and goes on with the next', async () => {
  const hostile = [
    '{% for a in (1..1000000000) %}{% endfor %}',
    '{% for a in (1..9999) %}{% for b in (1..9999) %}{% for c in (1..9999) %}{% assign x = a %}{% endfor %}{% endfor %}{% endfor %}',
    '{% assign x = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" %}{% for a in (1..60) %}{% capture x %}{{ x }}{{ x }}{% endcapture %}{% endfor %}{{ x }}',
    `{{ ${'beneficiaire.'.repeat(4_000)}nom }}`,
    '{% if a %}'.repeat(5_000),
    `${'> '.repeat(15_000)}x`,
    `${'*a '.repeat(15_000)}`,
    `${'['.repeat(25_000)}`,
    '| a |\n| - |\n'.repeat(3_000),
    'x'.repeat(60_001),
  ];
  for (const attack of hostile) {
    const outcome = await writeOutline(order(`# T\n\n${attack}`));
    if ('faults' in outcome) assert.match(outcome.faults[0]?.says ?? '', /\p{L}/u);
  }
  // More than its memory: the process ends, the server does not.
  const ligne = 'x'.repeat(300_000_000);
  const spent = await writeOutline(order('# T\n\n{{ ligne }}', { values: { ligne } }));
  assert.match('faults' in spent ? (spent.faults[0]?.says ?? '') : '', /trop de temps ou de place/);
  const sound = await writeOutline(order('# T\n\n{{ beneficiaire.nom }}'));
  assert.deepEqual(sound, { outline: { title: 'T', parts: [{ kind: 'paragraph', text: 'Bouliac' }] } });
});
