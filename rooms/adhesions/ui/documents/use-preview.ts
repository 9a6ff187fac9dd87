// SPDX-License-Identifier: EUPL-1.2
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '#ui/api/call.ts';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { usePlace } from '#ui/shell/place.ts';
import { previewTemplate, type DocumentKind } from '../../contract.ts';

export type Previewed = OutputOf<typeof previewTemplate>;
export type Fault = Previewed['faults'][number];
/** With whose data; null: made-up ones. */
export type About = { kind: 'dossier' | 'quote'; id: string; label: string } | null;
export type Preview = { data: Previewed | undefined; faults: readonly Fault[]; error: Error | null; isFetching: boolean; isKnown: boolean };

/** What the text gives and what is wrong with it, asked again a moment after each change. */
export function usePreview(document: DocumentKind, source: string, about: About): Preview {
  const { organisation } = usePlace();
  const [asked] = useDebouncedValue(source, 600);
  const { data, error, isFetching } = useQuery<Previewed>({
    queryKey: ['o', organisation.slug, 'template preview', document, asked, about?.kind, about?.id],
    placeholderData: keepPreviousData,
    gcTime: 0,
    queryFn: ({ signal }) => call(previewTemplate, { document, ...previewBody(asked, about) }, { organisation: organisation.slug, signal }),
  });
  return { data, faults: error ? [] : (data?.faults ?? []), error, isFetching: isFetching || asked !== source, isKnown: data !== undefined };
}

/** The body that both previews take. */
export function previewBody(source: string, about: About) {
  return { source, ...(about?.kind === 'dossier' && { dossierId: about.id }), ...(about?.kind === 'quote' && { quoteId: about.id }) };
}
