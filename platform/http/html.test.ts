// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { attributes, html, unsafeHtml, type HtmlValue } from './html.ts';

const HOSTILE = `"><script>alert('1')</script>&`;
const ESCAPED = '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;';

test('shows what a person typed as text, in content, attributes and titles', () => {
  assert.equal(html`<p title="${HOSTILE}">${HOSTILE}</p>`.toString(), `<p title="${ESCAPED}">${ESCAPED}</p>`);
  assert.equal(html`<title>${HOSTILE}</title>`.toString(), `<title>${ESCAPED}</title>`);
  assert.equal(html`<input ${attributes({ value: HOSTILE, disabled: true, name: null })} />`.toString(), `<input value="${ESCAPED}" disabled />`);
});

test('no text ends the place where it stands', () => {
  const typed = fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', 'a', ' ') });
  fc.assert(
    fc.property(typed, (text) => {
      const [, shown] = /^<p title="(.*)">x<\/p>$/s.exec(html`<p title="${text}">x</p>`.toString()) ?? [];
      assert.doesNotMatch(shown ?? '<', /[<>"']/);
    }),
  );
});

test('keeps markup that it made, lists it, and shows nothing for what is absent', () => {
  const items: HtmlValue = [1, 2].map((item) => html`<li>${item}</li>`);
  const list = html`<ul>
    ${items}${null}${undefined}${false}
  </ul>`;
  assert.equal(list.toString().replaceAll(/\s/g, ''), '<ul><li>1</li><li>2</li></ul>');
  assert.equal(html`<div>${unsafeHtml('<hr>')}</div>`.toString(), '<div><hr></div>');
});

test('refuses an address that would run as script, however it hides', () => {
  for (const address of ['javascript:alert(1)', ' java\nscript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', 'vbscript:x']) {
    assert.throws(() => html`<a href="${address}">x</a>`, /refuses the scheme/, address);
    assert.throws(() => attributes({ href: address }), /refuses the scheme/, address);
  }
  for (const address of ['/o/bouliac', '?q=a:b', '#haut', 'https://exemple.fr', 'mailto:mairie@exemple.fr', 'tel:+33500000000'])
    assert.equal(html`<a href="${address}">x</a>`.toString(), `<a href="${address}">x</a>`);
});

test('refuses the places where escaping is not enough', () => {
  const places: readonly (readonly [where: string, make: () => unknown])[] = [
    ['an unquoted attribute', () => html`<a title=${'x'}>x</a>`],
    ['an event', () => html`<a onclick="${'x'}">x</a>`],
    ['a style', () => html`<a style="${'x'}">x</a>`],
    ['a document in an attribute', () => html`<iframe srcdoc="${'x'}"></iframe>`],
    [
      'a script',
      () =>
        html`<script>
          ${'x'};
        </script>`,
    ],
    [
      'a style sheet',
      () =>
        html`<style>
          ${'x'}
        </style>`,
    ],
    ['a comment', () => html`<!-- ${'x'} -->`],
    ['the name of an element', () => html`<${'x'}>x`],
    ['the name of an attribute', () => html`<a data-${'x'}="1">x</a>`],
    ['text inside a tag', () => html`<a ${'x'}>x</a>`],
    ['an event from a record', () => attributes({ onclick: 'x' })],
    ['a name that is none', () => attributes({ 'a b': 'x' })],
    ['markup in an attribute', () => html`<a title="${html`<b>x</b>`}">x</a>`],
  ];
  for (const [where, make] of places) assert.throws(make, /^Error: html: /, where);
});
