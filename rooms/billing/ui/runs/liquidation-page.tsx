// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, TextInput } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount, amountDifference } from '#ui/format/amount.ts';
import { dayRange } from '#ui/format/day.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { Section, Sections } from '#ui/parts/section.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { excludeLiquidation, kindLabels, readLiquidation, readRun } from '../../contract.ts';
import { Figures } from '../figures.tsx';
import { quantityWords } from '../words.tsx';

type Liquidation = OutputOf<typeof readLiquidation>;
type Line = Liquidation['content'][number];
type Difference = Liquidation['differences'][number];
type Served = Liquidation['annex'][number];

const natures = { new: 'nouveau', gone: 'fini', more: 'hausse', less: 'baisse', same: 'inchangé' } as const;

const lineColumns: readonly Column<Line>[] = [
  {
    id: 'label',
    title: 'Ligne',
    value: (row) => row.label,
    isName: true,
    cell: (row) => (
      <>
        {row.label}
        {row.detail && <small> – {row.detail}</small>}
      </>
    ),
  },
  { id: 'for', title: 'Pour', value: (row) => row.beneficiaries.join(', ') },
  { id: 'quantity', title: 'Quantité', value: (row) => quantityWords(row.quantity, row.unit) },
  { id: 'period', title: 'Période', value: (row) => dayRange(row.from, row.until) },
  { id: 'act', title: 'Acte', value: (row) => row.act },
  {
    id: 'net',
    title: 'Montant',
    kind: 'amount',
    value: (row) => row.netCents,
    cell: (row) => (row.netCents === null ? 'sur devis' : amount(row.netCents)),
  },
];
const differenceColumns: readonly Column<Difference>[] = [
  { id: 'label', title: 'Ligne', value: (row) => row.label, isName: true },
  { id: 'nature', title: 'Changement', value: (row) => natures[row.nature] },
  { id: 'before', title: 'L’an passé', kind: 'amount', value: (row) => row.beforeCents },
  { id: 'now', title: 'Cette année', kind: 'amount', value: (row) => row.nowCents },
  {
    id: 'gap',
    title: 'Écart',
    kind: 'amount',
    value: (row) => row.nowCents - row.beforeCents,
    cell: (row) => amountDifference(row.nowCents - row.beforeCents),
  },
  { id: 'says', title: 'Pourquoi', value: (row) => (row.nature === 'same' ? '' : row.says) },
];
const servedColumns: readonly Column<Served>[] = [
  { id: 'name', title: 'Collectivité', value: (row) => row.name, isName: true },
  { id: 'population', title: 'Habitants', kind: 'number', value: (row) => row.population },
  { id: 'counted', title: 'Comptée', value: (row) => (row.isCounted ? 'oui' : 'non') },
  { id: 'why', title: 'Pourquoi', value: (row) => row.why },
];

/** One document to come, line by line, beside last year's. */
export function Page() {
  const { organisation, may } = usePlace();
  const { params } = useAddress();
  const ids = { id: params['run'] ?? '', liquidation: params['liquidation'] ?? '' };
  const { data, error, refetch } = useEndpoint(readLiquidation, ids);
  const { data: run } = useEndpoint(readRun, { id: ids.id });
  const at = `/o/${organisation.slug}/facturation`;
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  return (
    <>
      <PageHeader
        title={data?.payer ?? 'Document à émettre'}
        {...(data && { lead: `${kindLabels[data.kind]} à émettre.` })}
        trail={[
          { label: 'Facturation', href: at },
          { label: run ? `Campagne ${run.number}` : 'Campagne', href: `${at}/campagnes/${ids.id}` },
        ]}
        {...(data && {
          actions: (
            <Button component={HouseLink} href={`${at}/payeurs/${data.payerId}`} variant="default">
              Le payeur
            </Button>
          ),
        })}
      />
      {!data && <PageSkeleton />}
      {data && (
        <>
          <Figures
            figures={[
              {
                label: 'Total à payer',
                value: amount(data.grossCents),
                says: data.vatCents === 0 ? 'sans TVA' : `dont ${amount(data.vatCents)} de TVA`,
              },
              { label: 'L’an passé', value: data.previousCents === null ? '—' : amount(data.previousCents) },
            ]}
          />
          {data.faults.length > 0 && (
            <Alert color="red" mb="md" title="Ce document ne peut pas être émis">
              {data.faults.join(' ')}
            </Alert>
          )}
          <Sections>
            <Section title="Ce qui est dû" isWide>
              <TableGrid caption="Lignes du document" columns={lineColumns} rows={data.content} rowKey={(row) => String(row.rank)} />
            </Section>
            <Section title="Ce qui change depuis l’an passé" isWide>
              <TableGrid
                caption="Différences avec l’an passé"
                columns={differenceColumns}
                rows={data.differences}
                rowKey={(row) => `${row.label} ${row.nature} ${row.nowCents}`}
              />
            </Section>
            {data.annex.length > 0 && (
              <Section title="Collectivités servies" isWide>
                <TableGrid caption="Annexe de l’appel" columns={servedColumns} rows={data.annex} rowKey={(row) => row.bodyId} />
              </Section>
            )}
            {run?.status === 'prepared' && may('billing.prepare') && <Exclusion ids={ids} reason={data.excludedReason} />}
          </Sections>
        </>
      )}
    </>
  );
}

function Exclusion({ ids, reason }: { ids: { id: string; liquidation: string }; reason: string | null }) {
  const form = useActForm(excludeLiquidation, {
    initial: { reason: reason ?? '' },
    toInput: (values) => ({ ...ids, reason: values.reason.trim() === '' ? null : values.reason }),
    done: (_, values) => tellDone(values.reason.trim() === '' ? 'Document repris dans la campagne.' : 'Document écarté de la campagne.'),
  });
  return (
    <Section title="Écarter de la campagne">
      <Form form={form} submit="Enregistrer">
        <TextInput
          label="Motif"
          description="Vide : le document reste dans la campagne. Écarté, il revient dans la suivante."
          {...form.field('reason')}
        />
      </Form>
    </Section>
  );
}
