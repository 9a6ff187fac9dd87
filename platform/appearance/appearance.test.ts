// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { appearanceCss, appearanceVariables, houseAppearance, type Variables } from './appearance.ts';
import { type Colour, contrast, parseColour } from './contrast.ts';

const colour = fc.tuple(byte(), byte(), byte()).map((channels) => `#${channels.join('')}`);

test('computes the contrast of WCAG', () => {
  assert.equal(contrast(read('#000000'), read('#ffffff')), 21);
  assert.ok(Math.abs(contrast(read('#777777'), read('#ffffff')) - 4.48) < 0.01);
});

test('keeps a colour that reads well already', () => {
  const { light } = appearanceVariables({ ...houseAppearance, colours: { accent: '#0b5394', tower: null } });
  assert.equal(light['--accent-fill'], '#0b5394');
});

test('darkens a pale colour until white reads on it', () => {
  const { light } = appearanceVariables({ ...houseAppearance, colours: { accent: '#ffd400', tower: null } });
  assert.notEqual(light['--accent-fill'], '#ffd400');
  assert.ok(contrast(of(light, '--accent-fill'), read('#ffffff')) >= 4.5);
});

test('whatever an operator chooses, every text on it and in it reaches 4.5', () => {
  fc.assert(
    fc.property(colour, colour, (accent, tower) => {
      const { light, dark } = appearanceVariables({ name: 'x', logo: null, colours: { accent, tower } });
      for (const ground of ['#f3f5f4', '#ffffff', '#e9edec']) assert.ok(contrast(of(light, '--accent-text'), read(ground)) >= 4.5);
      for (const ground of ['#11181f', '#18212a', '#1f2a34', '#0c1218']) assert.ok(contrast(of(dark, '--accent-text'), read(ground)) >= 4.5);
      for (const scheme of [light, dark]) {
        assert.ok(contrast(of(scheme, '--accent-text'), of(scheme, '--accent-soft')) >= 4.5);
        assert.ok(contrast(of(scheme, '--accent-fill'), read('#ffffff')) >= 4.5);
        assert.ok(contrast(of(scheme, '--accent-fill-hover'), read('#ffffff')) >= 4.5);
        for (const text of ['--tower-ink', '--tower-soft'])
          for (const ground of ['--tower', '--tower-raised'])
            assert.ok(contrast(of(scheme, text), of(scheme, ground)) >= 4.5, `${text} on ${ground}`);
        assert.ok(contrast(read('#e3aa34'), of(scheme, '--tower')) >= 3, 'the bell stands out');
      }
    }),
  );
});

test('wears the house where nothing is given, or where it is no colour', () => {
  assert.equal(appearanceCss(houseAppearance), '');
  assert.equal(appearanceCss({ name: 'x', logo: null, colours: { accent: 'red;}body{display:none', tower: 'url(x)' } }), '');
});

function byte() {
  return fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, '0'));
}

function of(variables: Variables, name: string): Colour {
  return read(variables[name] ?? '');
}

function read(text: string): Colour {
  const parsed = parseColour(text);
  assert.ok(parsed, `« ${text} » is a colour`);
  return parsed;
}
