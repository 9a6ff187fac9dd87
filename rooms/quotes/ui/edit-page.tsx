// SPDX-License-Identifier: EUPL-1.2
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { readQuote, type QuoteDetails } from '../contract.ts';
import { draftOf, emptyDraft, type Draft } from './draft.ts';
import { QuoteEditor } from './quote-editor.tsx';

/** A new quote, or a new version of one. */
export function Page() {
  const { params } = useAddress();
  const id = params['quote'];
  return id === undefined ? <Editing quote={null} initial={emptyDraft} /> : <Existing id={id} />;
}

function Existing({ id }: { id: string }) {
  const { data: quote, error, refetch } = useEndpoint(readQuote, { id });
  // A quote that cannot be read again must not take away what was typed.
  if (!quote) return error ? <ErrorState error={error} reset={() => void refetch()} /> : <PageSkeleton />;
  return <Editing key={quote.id} quote={quote} initial={draftOf(quote.current, quote)} />;
}

function Editing({ quote, initial }: { quote: QuoteDetails | null; initial: Draft }) {
  const { organisation } = usePlace();
  const [draft, setDraft] = useState(initial);
  const at = `/o/${organisation.slug}/devis`;
  return (
    <>
      <PageHeader
        title={quote ? `Devis ${quote.number}, nouvelle version` : 'Nouveau devis'}
        lead={
          quote ? 'Les versions précédentes restent, avec leurs données.' : 'Le prix se calcule à mesure ; rien n’est enregistré avant votre accord.'
        }
        trail={[{ label: 'Devis', href: at }, ...(quote ? [{ label: quote.number, href: `${at}/${quote.id}` }] : [])]}
      />
      <QuoteEditor quote={quote} draft={draft} change={(part) => setDraft((before) => ({ ...before, ...part }))} />
    </>
  );
}
