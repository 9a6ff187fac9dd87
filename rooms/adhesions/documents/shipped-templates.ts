// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '#platform/evidence/digest.ts';
import { documentKinds, type DocumentKind } from './document-kinds.ts';

export type TemplateText = { number: number; source: string; digest: string };

/** The templates that come with the software, version 0 of each document. */
export const shippedTemplates = Object.fromEntries(
  documentKinds.map((document) => {
    const source = readFileSync(join(import.meta.dirname, 'templates', `${document}.md`), 'utf8');
    return [document, { number: 0, source, digest: sha256(source) }];
  }),
) as Readonly<Record<DocumentKind, TemplateText>>; // one per kind, as listed
