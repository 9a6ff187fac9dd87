// SPDX-License-Identifier: EUPL-1.2
/** The official Schematron, run by Saxon: for tests alone. Its rules are turned into one stylesheet, compiled once for each version of them. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findAll, readXml, type Read } from '../xml/read-xml.ts';
import { element, writeXml, type Element } from '../xml/write-xml.ts';

const requireFrom = createRequire(import.meta.url);
const xslt = 'http://www.w3.org/1999/XSL/Transform';

/** A function that names the rules that a document breaks, each as often as it does. */
export function openSchematron(file: string): (xml: string) => string[] {
  const compiled = compile(stylesheetOf(readFileSync(file)));
  // SaxonJS has no types of its own.
  const saxon = requireFrom('saxon-js') as { transform: (options: object, how: 'sync') => { principalResult: string | null } };
  return (xml) => {
    const { principalResult } = saxon.transform({ stylesheetInternal: compiled, sourceText: xml, destination: 'serialized' }, 'sync');
    return (principalResult ?? '').split('\n').filter((id) => id !== '');
  };
}

/** One mode for each pattern: of its rules, the first one that matches a node judges it (ISO 19757-3, § 6.5). */
function stylesheetOf(schematron: Buffer): string {
  const reading = readXml(schematron);
  if ('fault' in reading) throw new Error(reading.fault);
  const { root } = reading;
  const patterns = findAll(root, 'pattern');
  const prefixes = Object.fromEntries(findAll(root, 'ns').map(({ attributes }) => [`xmlns:${attributes['prefix']}`, attributes['uri'] ?? '']));
  const begin = element(
    'xsl:template',
    patterns.map((_, at) => element('xsl:apply-templates', [], { select: '.', mode: `m${at}` })),
    { match: '/' },
  );
  const stylesheet: Element = {
    name: 'xsl:stylesheet',
    attributes: { version: '3.0', 'xmlns:xsl': xslt, 'xmlns:xs': 'http://www.w3.org/2001/XMLSchema', ...prefixes },
    content: [
      element('xsl:output', [], { method: 'text' }),
      begin,
      ...patterns.flatMap((pattern, at) => [
        element('xsl:mode', [], { name: `m${at}`, 'on-no-match': 'shallow-skip' }),
        ...findAll(pattern, 'rule').map((rule, rank) => template(rule, `m${at}`, 1000 - rank)),
      ]),
    ].filter((part) => part !== null),
  };
  return writeXml(stylesheet, 'UTF-8');
}

function template(rule: Read, mode: string, priority: number): Element | null {
  return element(
    'xsl:template',
    [
      ...findAll(rule, 'assert').map(({ attributes }) =>
        element('xsl:if', [element('xsl:text', `${attributes['id']}\n`)], { test: `not(${attributes['test']})` }),
      ),
      element('xsl:apply-templates', [], { select: '*', mode }),
    ],
    { match: rule.attributes['context'] ?? '', mode, priority: String(priority) },
  );
}

function compile(stylesheet: string): unknown {
  const folder = join(import.meta.dirname, '../../../.build/schematron');
  const name = createHash('sha256').update(stylesheet).digest('hex').slice(0, 16);
  const done = join(folder, `${name}.sef.json`);
  if (!existsSync(done)) {
    mkdirSync(folder, { recursive: true });
    const source = join(folder, `${name}.${process.pid}.xsl`);
    writeFileSync(source, stylesheet);
    const compiler = join(dirname(requireFrom.resolve('xslt3/package.json')), 'xslt3.js');
    execFileSync(process.execPath, [compiler, `-xsl:${source}`, `-export:${source}.json`, '-nogo'], { stdio: ['ignore', 'ignore', 'inherit'] });
    // Another test may compile the same: whoever ends first wins, whole.
    renameSync(`${source}.json`, done);
  }
  return JSON.parse(readFileSync(done, 'utf8'));
}
