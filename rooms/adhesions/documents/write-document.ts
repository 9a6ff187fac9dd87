// SPDX-License-Identifier: EUPL-1.2
import type { DocxBlock } from '#platform/documents/make-docx.ts';
import { refuseDocument } from '../contract/documents.ts';
import { kindsOfDocument, type BlockName, type DocumentKind } from './document-kinds.ts';
import { protectedBlock } from './protected-blocks.ts';
import type { Subject } from './subject.ts';
import type { TemplateFault } from './template/template-shapes.ts';
import { writeOutline } from './template/write-outline.ts';
import { valuesOf } from './values-of.ts';
import { variableNames } from './variables.ts';

/** A document ready to be set: the same blocks for the screen, the PDF and the Word file. */
export type Written = { title: string; blocks: readonly { isProtected: boolean; content: DocxBlock }[] };

/** Writes a document of a subject by a template, or tells what is wrong with the template. Amounts come from the subject alone. */
export async function writeDocument(
  document: DocumentKind,
  source: string,
  subject: Subject,
): Promise<{ written: Written } | { faults: readonly TemplateFault[] }> {
  const kind = kindsOfDocument[document];
  const typed = amountsTyped(source);
  if (typed.length > 0) return { faults: typed };
  const outcome = await writeOutline({ source, values: valuesOf(subject), blocks: kind.blocks, variables: variableNames });
  if ('faults' in outcome) return outcome;
  const { title, parts } = outcome.outline;
  const placed = new Set(parts.flatMap((part) => (part.kind === 'block' ? [part.name] : [])));
  const missing = kind.required.filter((name) => !placed.has(name));
  if (missing.length > 0)
    return {
      faults: missing.map((name) => ({ line: null, says: `Le bloc protégé « ${name} » manque : ajoutez une ligne « {% bloc ${name} %} ».` })),
    };
  const blocks = parts.flatMap((part) =>
    part.kind === 'block'
      ? // The outline only keeps places of blocks that this kind knows.
        protectedBlock(part.name as BlockName, subject, kind).map((content) => ({ isProtected: true, content }))
      : [{ isProtected: false, content: part }],
  );
  return { written: { title, blocks } };
}

/** The same, for whoever cannot mend the template: refuses with its first fault. */
export async function writeOrRefuse(document: DocumentKind, source: string, subject: Subject): Promise<Written> {
  const outcome = await writeDocument(document, source, subject);
  if ('faults' in outcome) throw refuseDocument('adhesions.template-wrong', { says: faultText(outcome.faults) }, 'source');
  return outcome.written;
}

/** « Ligne 12 : … ». */
export function faultText(faults: readonly TemplateFault[]): string {
  return faults.map(({ line, says }) => (line === null ? says : `Ligne ${line} : ${says}`)).join(' ');
}

/** Amounts belong to the quote: a template that types one could contradict it. */
function amountsTyped(source: string): TemplateFault[] {
  return source
    .split('\n')
    .flatMap((text, at) =>
      /\d[\d\s\u00a0\u202f.,]*\s?(?:€|euros?\b)/i.test(text)
        ? [{ line: at + 1, says: 'Un montant est écrit dans le modèle : les montants viennent du devis, par « {% bloc montants %} ».' }]
        : [],
    );
}
