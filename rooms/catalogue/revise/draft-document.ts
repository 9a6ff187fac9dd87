// SPDX-License-Identifier: EUPL-1.2
import type { Edition } from '../edition-schema.ts';

/** The key of the document that the next revision will cite, as `reviseEdition` names it. */
export function draftDocument(edition: Edition): string {
  return `D${edition.documents.filter((document) => document.key.startsWith('D')).length + 1}`;
}

/** A draft has one annex, however many times it is revised: what its later revisions cite becomes the first one. */
export function keepOneDraftDocument(baseDocuments: readonly string[], edition: Edition): Edition {
  const [first, ...others] = edition.documents.filter((document) => document.key.startsWith('D') && !baseDocuments.includes(document.key));
  if (!first || others.length === 0) return edition;
  const extra = new Set(others.map((document) => document.key));
  const renamed: unknown = JSON.parse(JSON.stringify(edition), (name, value: unknown) =>
    name === 'document' && typeof value === 'string' && extra.has(value) ? first.key : value,
  );
  // Only the names of documents were touched; the schema checks it again when it is saved.
  return { ...(renamed as Edition), documents: edition.documents.filter((document) => !extra.has(document.key)) };
}

/** Once voted, the draft's annex is the annex of its act. */
export function nameVotedAnnex(edition: Edition, act: Edition['act']): Edition {
  const documents = edition.documents.map((document) =>
    document.key.startsWith('D') && document.label.startsWith('Projet d’annexe')
      ? {
          ...document,
          label: act.known ? `Annexe tarifaire « ${edition.label} », délibération n° ${act.number}` : `Annexe tarifaire « ${edition.label} »`,
          date: act.known ? act.votedOn : null,
        }
      : document,
  );
  return { ...edition, documents };
}
