// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Fieldset, Stack, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { ApiProblem, sentenceOf } from '#ui/api/problem.ts';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { today } from '#ui/format/day.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { changeQuote, draftQuote, offeredItems, priceQuote, readQuote, type PricedQuote, type QuoteDetails } from '../contract.ts';
import { BodyPicker } from './body-picker.tsx';
import { editsOf, requestOf, type Draft } from './draft.ts';
import { ItemsEditor } from './items-editor.tsx';
import { LivePrice } from './live-price.tsx';
import { RosterEditor } from './roster-editor.tsx';
import classes from './quotes.module.css';

export type Change = (part: Partial<Draft>) => void;

/** Whom for, what, for whom to read: with the price that follows each choice. */
export function QuoteEditor({ quote, draft, change }: { quote: QuoteDetails | null; draft: Draft; change: Change }) {
  const offered = useEndpoint(offeredItems, draft.edition ? { edition: draft.edition } : { on: today() });
  const items = offered.data?.items ?? [];
  const adhesion = items.find(({ kind }) => kind === 'adhesion')?.key ?? null;
  const request = offered.data ? requestOf(draft, today(), adhesion) : null;
  const live = useLivePrice(request);
  if (offered.error) return <LoadError error={offered.error} retry={() => void offered.refetch()} />;
  return (
    <div className={classes.columns}>
      <Stack gap="lg">
        <Fieldset legend="Pour qui">
          <BodyPicker draft={draft} change={change} adhesion={adhesion} />
        </Fieldset>
        {draft.reference && <RosterEditor draft={draft} change={change} adhesion={adhesion} counting={live.data?.counting ?? null} />}
        <Fieldset legend="Prestations">
          {offered.isPending ? <Lines count={6} /> : <ItemsEditor draft={draft} change={change} items={items} />}
        </Fieldset>
        <Fieldset legend="Destinataire et suivi">
          <Stack gap="sm">
            <TextInput
              label="Objet"
              description="Vide : d’après les prestations."
              value={draft.title}
              onChange={(event) => change({ title: event.currentTarget.value })}
            />
            <TextInput label="Interlocuteur" value={draft.contactName} onChange={(event) => change({ contactName: event.currentTarget.value })} />
            <TextInput
              label="Son adresse électronique"
              type="email"
              value={draft.contactEmail}
              onChange={(event) => change({ contactEmail: event.currentTarget.value })}
            />
            <Textarea
              label="Note interne"
              description="Le destinataire ne la voit pas."
              autosize
              minRows={2}
              value={draft.note}
              onChange={(event) => change({ note: event.currentTarget.value })}
            />
            {quote && (
              <TextInput
                label="Ce que change cette version"
                value={draft.comment}
                onChange={(event) => change({ comment: event.currentTarget.value })}
              />
            )}
          </Stack>
        </Fieldset>
      </Stack>
      <Stack gap="lg" className={classes.stays}>
        <LivePrice draft={draft} change={change} priced={live.data} refusal={live.error} isAsking={live.isFetching} />
        <Save quote={quote} draft={draft} request={live.error ? null : request} />
      </Stack>
    </div>
  );
}

/** The price of what is chosen, asked again a moment after each change. */
function useLivePrice(request: Record<string, unknown> | null) {
  const { organisation } = usePlace();
  const [asked] = useDebouncedValue(request === null ? null : JSON.stringify(request), 250);
  return useQuery<PricedQuote>({
    queryKey: ['o', organisation.slug, 'live price', asked],
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const answer = await call(priceQuote, JSON.parse(asked ?? '{}'), { organisation: organisation.slug, signal });
      return answer as unknown as PricedQuote; // what the public API answers
    },
  });
}

function Save({ quote, draft, request }: { quote: QuoteDetails | null; draft: Draft; request: Record<string, unknown> | null }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const latest = useEndpoint(readQuote, { id: quote?.id ?? '' }, { enabled: quote !== null });
  // What the person has read: a change by someone else must be told, not silently covered.
  const [revision, setRevision] = useState(quote?.revision ?? 1);
  const at = `/o/${organisation.slug}/devis`;
  const create = useAct(draftQuote, {
    done: ({ id, number }) => {
      tellDone(`Devis ${number} enregistré.`);
      go(`${at}/${id}`);
    },
  });
  const add = useAct(changeQuote, {
    done: ({ version }) => {
      tellDone(`Version ${version} enregistrée.`);
      go(`${at}/${quote?.id}`);
    },
  });
  const error = create.error ?? add.error;
  const isConflict = error instanceof ApiProblem && error.problem.code === 'quote.changed-meanwhile';
  const save = (): void => {
    if (request === null) return;
    const { title, contactName, contactEmail, note, comment } = draft;
    const body = { title, contactName, contactEmail, note, comment, request, edits: editsOf(draft) };
    if (quote === null) create.mutate(body);
    else add.mutate({ id: quote.id, revision, ...body });
  };
  return (
    <Stack gap="sm">
      {error && (
        <Alert color="red" role="alert" title={sentenceOf(error)}>
          {error instanceof ApiProblem && error.problem.fields?.map(({ path, says }) => says !== error.message && <div key={path}>{says}</div>)}
          {isConflict && (
            <Button
              mt="xs"
              variant="default"
              onClick={async () => {
                const { data } = await latest.refetch();
                setRevision(data?.revision ?? revision);
                add.reset();
              }}
            >
              Garder ma saisie : elle fera une version de plus
            </Button>
          )}
        </Alert>
      )}
      <Button size="md" disabled={request === null} loading={create.isPending || add.isPending} onClick={save}>
        {quote === null ? 'Enregistrer le devis' : 'Enregistrer la version'}
      </Button>
    </Stack>
  );
}
