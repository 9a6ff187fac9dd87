// SPDX-License-Identifier: EUPL-1.2
import { createContext } from 'react';
import type { Citation, PrintedEdition } from '../contract.ts';

/** The documents and readings of the edition on the page. */
export const Explained = createContext<Pick<PrintedEdition, 'documents' | 'readings'>>({ documents: [], readings: [] });

/** Each place where something is printed: document, line, label and figure. */
export function Citations({ citations, documents }: { citations: readonly Citation[]; documents: PrintedEdition['documents'] }) {
  return (
    <>
      {citations.map((citation) => {
        const document = documents.find(({ key }) => key === citation.document);
        const isDraft = citation.document.startsWith('D');
        return (
          <dl key={`${citation.document} ${citation.line} ${citation.label}`}>
            <dt>Document</dt>
            <dd>{document?.label ?? citation.document}</dd>
            {!isDraft && (
              <>
                <dt>Ligne</dt>
                <dd>
                  {citation.document}, ligne {citation.line}
                  {citation.labelLine !== undefined && citation.labelLine !== citation.line && ` (libellé ligne ${citation.labelLine})`}
                </dd>
              </>
            )}
            <dt>Libellé</dt>
            <dd>« {citation.label} »</dd>
            {citation.figure !== undefined && (
              <>
                <dt>{isDraft ? 'Valeur proposée' : 'Imprimé'}</dt>
                <dd>« {citation.figure} »</dd>
              </>
            )}
          </dl>
        );
      })}
    </>
  );
}

/** What each reading of an ambiguous text decides. */
export function Readings({ ids, readings }: { ids: readonly string[]; readings: PrintedEdition['readings'] }) {
  return (
    <>
      {[...new Set(ids)].map((id) => {
        const reading = readings.find((one) => one.id === id);
        return (
          <section key={id} aria-label={`Lecture ${id}`}>
            <p>
              <strong>{id}</strong> {reading?.question}
            </p>
            <p>{reading?.decision}</p>
          </section>
        );
      })}
    </>
  );
}
