// SPDX-License-Identifier: EUPL-1.2
import { Alert, Card, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { sentenceOf } from '#ui/api/problem.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { shortAmount } from '#ui/format/amount.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { previewAdhesion, quotesToOpen, startAdhesion } from '../../contract.ts';
import { OpensTable } from './opens-table.tsx';
import classes from './pipeline.module.css';

type Preview = OutputOf<typeof previewAdhesion>;

/** From an accepted quote to its dossiers: the days, then who will deliberate, then the opening. */
export function Page() {
  const { organisation } = usePlace();
  const { query, go } = useAddress();
  const at = `/o/${organisation.slug}/adhesions`;
  let proposed: Preview | undefined;
  const form = useActForm(startAdhesion, {
    initial: { quoteId: query['devis'] ?? '', startsOn: null as string | null, endsOn: null as string | null },
    // What was proposed and left as it stood is what is asked.
    toInput: (values) => ({ ...values, startsOn: values.startsOn ?? proposed?.startsOn ?? '', endsOn: values.endsOn ?? proposed?.endsOn ?? null }),
    done: ({ dossierId, linked, number }) => {
      tellDone(linked.length > 0 ? `${number} et ${linked.length} dossiers liés sont ouverts.` : `${number} est ouvert.`);
      go(`/o/${organisation.slug}/dossiers/${dossierId}`);
    },
  });
  const { quoteId, startsOn, endsOn } = form.values;
  const preview: UseQueryResult<Preview> = useEndpoint(
    previewAdhesion,
    { quoteId, startsOn, endsOn },
    { enabled: quoteId !== '', keepPrevious: true },
  );
  proposed = preview.data;
  const shown = quoteId === '' || preview.error ? undefined : preview.data;
  const isOpened = shown?.opens[0]?.dossier != null;
  return (
    <>
      <PageHeader
        title="Ouvrir une adhésion"
        lead="Un dossier s’ouvre pour chaque assemblée qui délibère ; rien n’est écrit avant la confirmation."
        trail={[{ label: 'Suivi des adhésions', href: at }]}
      />
      <div className={classes.opening}>
        <Card withBorder>
          <Form form={form} submit={isOpened ? 'Ouvrir ce qui manque' : 'Ouvrir les dossiers'}>
            <QuoteSelect value={quoteId} onChange={(chosen) => form.set('quoteId', chosen)} error={form.field('quoteId').error} />
            <DayInput
              label="Ouverture des services"
              description="Les services s’ouvrent ce jour-là, à minuit, si la convention est signée."
              required
              {...form.field('startsOn')}
              value={startsOn ?? shown?.startsOn ?? null}
            />
            <DayInput label="Dernier jour" description="Trois ans sont proposés." {...form.field('endsOn')} value={endsOn ?? shown?.endsOn ?? null} />
          </Form>
        </Card>
        <section aria-label="Ce qui va s’ouvrir" aria-live="polite">
          {preview.error && quoteId !== '' && (
            <Alert color="red" title="Cette adhésion ne peut pas s’ouvrir ainsi">
              {sentenceOf(preview.error)}
            </Alert>
          )}
          {shown && (
            <>
              <p className={classes.sum}>
                <strong>{shown.quote.payer}</strong>, {shown.quote.number} : {shortAmount(shown.quote.yearlyCents)} par an, {shown.quote.edition}
              </p>
              <OpensTable opens={shown.opens} />
            </>
          )}
        </section>
      </div>
    </>
  );
}

type SelectProps = { value: string; onChange: (id: string) => void; error: React.ReactNode };

function QuoteSelect({ value, onChange, error }: SelectProps) {
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 250);
  const { data } = useEndpoint(quotesToOpen, {}, { keepPrevious: true });
  const { data: found } = useEndpoint(quotesToOpen, { q: asked }, { enabled: asked !== '', keepPrevious: true });
  const rows = [...new Map([...(data?.rows ?? []), ...(found?.rows ?? [])].map((row) => [row.id, row])).values()];
  const choices = rows.map(({ id, number, payer, title }) => ({ value: id, label: `${payer} – ${number}, ${title}` }));
  const isKnown = value === '' || rows.some(({ id }) => id === value);
  return (
    <Select
      label="Devis accepté"
      required
      searchable
      data={isKnown ? choices : [{ value, label: 'Le devis choisi' }, ...choices]}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      onSearchChange={setTyped}
      nothingFoundMessage="Aucun devis accepté n’attend son adhésion."
      error={error}
    />
  );
}
