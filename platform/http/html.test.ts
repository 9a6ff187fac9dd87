// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { attributes, escapeHtml, html, unsafeHtml, type HtmlValue } from './html.ts';

// The formatter breaks the lines of templates between blocks.
const said = (markup: { toString(): string }) => markup.toString().replace(/>\n\s+</g, '><').replace(/>\n\s+$/, '>');

test('shows text as text, in content and in attributes', () => {
  const name = `L'« Île » & <b>"Ré"</b>`;
  assert.equal(said(html`<p>${name}</p>`), '<p>L&#39;« Île » &amp; &lt;b&gt;&quot;Ré&quot;&lt;/b&gt;</p>');
  assert.equal(said(html`<p title="${name}">x</p>`), '<p title="L&#39;« Île » &amp; &lt;b&gt;&quot;Ré&quot;&lt;/b&gt;">x</p>');
});

test('nests markup, joins lists and shows nothing for what is absent', () => {
  const rows = ['a', 'b<'].map((name) => html`<li>${name}</li>`);
  const hidden = Number('0') > 1 && html`<p>never</p>`;
  assert.equal(
    said(
      html`<ul>
          ${rows}
        </ul>
        ${hidden}${null}${undefined}${0}${12n}`,
    ).replace(/\s+/g, ''),
    '<ul><li>a</li><li>b&lt;</li></ul>012',
  );
});

test('keeps as it is only what is marked unsafe', () => {
  assert.equal(said(html`${unsafeHtml('<hr>')}${'<hr>'}`), '<hr>&lt;hr&gt;');
  // An object from JSON that looks like markup is not markup.
  const forged = { isAttributes: false, toString: () => '<script>' } as unknown as HtmlValue; // what a careless cast would let through
  assert.throws(() => html`<p>${forged}</p>`, /cannot be shown/);
});

test('writes the attributes that come and go', () => {
  assert.equal(
    said(html`<input ${attributes({ name: 'siren', required: true, disabled: false, value: '"><script>', maxlength: 9 })} />`),
    '<input name="siren" required value="&quot;&gt;&lt;script&gt;" maxlength="9" />',
  );
  assert.throws(() => attributes({ onclick: 'alert(1)' }), /onclick/);
  assert.throws(() => attributes({ 'x y': 'z' }), /x y/);
  assert.throws(() => attributes({ href: 'javascript:alert(1)' }), /javascript/);
});

test('refuses the places where escaping is not enough', () => {
  const x = 'x';
  assert.throws(() => html`<p class=${x}>`, /quotes/);
  assert.throws(() => html`<p class=${x}>`, /quotes/);
  assert.throws(() => html`<p ${x}>`, /attributes/);
  assert.throws(() => html`<p ${html`<b></b>`}>`, /attributes/);
  assert.throws(() => html`<p data-${x}="1">`, /name/);
  assert.throws(() => html`<${x}>`, /element/);
  assert.throws(() => html`</${x}>`, /element/);
  assert.throws(() => html`<p onclick="go('${x}')">`, /onclick/);
  assert.throws(() => html`<p ONCLICK="${x}">`, /onclick/);
  assert.throws(() => html`<p style="width: ${x}">`, /style/);
  assert.throws(() => html`<iframe srcdoc="${x}"></iframe>`, /srcdoc/);
  assert.throws(
    () =>
      html`<script>
        let x = '${x}';
      </script>`,
    /script/,
  );
  assert.throws(
    () =>
      html`<SCRIPT type="module">
        ${x};
      </SCRIPT>`,
    /script/,
  );
  assert.throws(
    () =>
      html`<style>
        p {
          color: ${x};
        }
      </style>`,
    /style/,
  );
  assert.throws(() => html`<!-- ${x} -->`, /comment/);
  assert.throws(() => html`<p title="${html`<b>x</b>`}">`, /content only/);
});

test('reads past scripts, comments and quotes to the text that follows', () => {
  const x = '<i>';
  assert.equal(
    said(
      html`<script src="/a.js"></script>
        <p>${x}</p>`,
    ),
    '<script src="/a.js"></script><p>&lt;i&gt;</p>',
  );
  assert.equal(
    said(
      html`<!-- a > b -->
        <p title='a > "b"'>${x}</p>`,
    ),
    `<!-- a > b --><p title='a > "b"'>&lt;i&gt;</p>`,
  );
  assert.equal(said(html`<title>${x} – Devis</title>`), '<title>&lt;i&gt; – Devis</title>');
  assert.equal(said(html`a < b ${x}`), 'a < b &lt;i&gt;');
  assert.equal(said(html`<a class="x" href="/o/${'a"b'}/c?d=${1}">x</a>`), '<a class="x" href="/o/a&quot;b/c?d=1">x</a>');
});

test('refuses an address that runs as script', () => {
  for (const address of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:x',
    'data:text/html,x',
    'vbscript:x',
  ])
    assert.throws(() => html`<a href="${address}">x</a>`, /scheme/, address);
  for (const address of ['/o/ville', '?page=2', '#haut', 'https://exemple.fr', 'mailto:a@exemple.fr', 'tel:+33500000000', 'a/b:c'])
    assert.doesNotThrow(() => html`<a href="${address}">x</a>`, address);
  assert.throws(() => html`<a href="${'javascript'}${':alert(1)'}">x</a>`, /join/);
  assert.throws(() => html`<a href="${['javascript', ':alert(1)']}">x</a>`, /list/);
  assert.doesNotThrow(() => html`<a href="/chercher?q=${'javascript:alert(1)'}">x</a>`);
});

test('any string stays text, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const content = said(html`<p>${text}</p>`).slice(3, -4);
      const attribute = said(html`<p title="${text}"></p>`).slice(10, -6);
      for (const written of [content, attribute]) {
        assert.doesNotMatch(written, /[<>"']/);
        assert.equal(unescape(written), text);
      }
    }),
  );
});

test('escaping is the same for a value and for the list that holds it', () => {
  fc.assert(fc.property(fc.array(fc.string()), (texts) => said(html`${texts}`) === texts.map(escapeHtml).join('')));
});

function unescape(markup: string): string {
  const named: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return markup.replace(/&(lt|gt|quot|#39|amp);/g, (entity) => named[entity] ?? entity);
}
