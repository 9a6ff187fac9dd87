// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconDownload, IconListCheck } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { shortAmount, wholeNumber } from '#ui/format/amount.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { countAlerts, listConsumption, listServices } from '../contract.ts';
import { AlertChoice } from './alert-choice.tsx';
import { units } from './amount-words.ts';
import classes from './rights.module.css';
import { FillBadge } from './state-badge.tsx';

/** What all bodies use, the rights nearest to their limit first. */
export function Page() {
  const { organisation, may } = usePlace();
  const { data: services } = useEndpoint(listServices, { size: 100, sort: 'label' });
  const bodies = `/o/${organisation.slug}/droits-des-collectivites`;
  const columns: readonly Column<RowOf<typeof listConsumption>>[] = [
    {
      id: 'body',
      title: 'Collectivité',
      value: (row) => row.body,
      isSortable: true,
      isName: true,
      cell: (row) => <HouseLink href={`${bodies}/${row.bodyId}`}>{row.body}</HouseLink>,
    },
    {
      id: 'label',
      title: 'Droit',
      value: (row) => row.label,
      isSortable: true,
      cell: (row) => <HouseLink href={`${bodies}/${row.bodyId}/${row.id}`}>{row.label}</HouseLink>,
    },
    { id: 'service', title: 'Service', value: (row) => row.serviceLabel, isOptional: true },
    {
      id: 'percent',
      title: 'Utilisé à',
      kind: 'number',
      value: (row) => row.percent,
      isSortable: true,
      cell: (row) => (row.percent === null ? '—' : row.percent >= 80 ? <FillBadge percent={row.percent} /> : `${row.percent}\u00a0%`),
    },
    { id: 'used', title: 'Utilisé', kind: 'number', value: (row) => row.used, cell: (row) => units(row.used, row.unit) },
    {
      id: 'amount',
      title: 'Droit',
      kind: 'number',
      value: (row) => row.amount,
      cell: (row) => (row.amount === null ? 'sans limite' : units(row.amount, row.unit)),
    },
    {
      id: 'reserved',
      title: 'Réservé',
      kind: 'number',
      value: (row) => row.reserved,
      cell: (row) => units(row.reserved, row.unit),
      isOptional: true,
    },
    { id: 'beyond', title: 'Dépassement', kind: 'amount', value: (row) => row.beyondCents || null, isSortable: true },
    { id: 'limit', title: 'Limite', value: (row) => (row.isHard ? 'arrête' : 'peut être dépassée'), isOptional: true },
  ];
  return (
    <>
      <PageHeader
        title="Consommations"
        lead="Les droits de toutes les collectivités, les plus proches de leur limite d’abord."
        actions={
          <>
            <Button
              component={HouseLink}
              href={`/o/${organisation.slug}/services-ouverts`}
              variant="default"
              leftSection={<IconListCheck size={18} aria-hidden />}
            >
              Par service
            </Button>
            <Button
              component="a"
              href={`/api/o/${organisation.slug}/rights/journal`}
              variant="default"
              leftSection={<IconDownload size={18} aria-hidden />}
            >
              Journal de l’année (CSV)
            </Button>
          </>
        }
      />
      <Alerts />
      <DataTable
        endpoint={listConsumption}
        caption="Consommations"
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Chercher une collectivité, un droit"
        filters={[
          {
            name: 'from',
            label: 'Seuil',
            options: [
              { value: '1', label: 'Utilisés' },
              { value: '80', label: '80\u00a0% et plus' },
              { value: '90', label: '90\u00a0% et plus' },
              { value: '100', label: '100\u00a0% et plus' },
            ],
          },
          {
            name: 'service',
            label: 'Service',
            options: (services?.rows ?? []).map(({ service, label }) => ({ value: service, label: shortened(label) })),
          },
        ]}
        exportName="consommations"
        empty={
          <EmptyState title="Aucun droit ouvert">
            Les droits s’ouvrent au premier jour d’une convention ; leurs consommations paraîtront ici.
          </EmptyState>
        }
      />
      {may('rights.be-told') && <AlertChoice />}
    </>
  );
}

// A list of choices is as wide as its longest.
function shortened(label: string): string {
  return label.length > 42 ? `${label.slice(0, 40).trimEnd()}…` : label;
}

function Alerts() {
  const { data } = useEndpoint(countAlerts, {});
  if (!data) return null;
  const tiles = [
    ['À 80\u00a0% ou plus', wholeNumber(data.at80)],
    ['À 90\u00a0% ou plus', wholeNumber(data.at90)],
    ['Épuisés', wholeNumber(data.at100)],
    ['Collectivités concernées', wholeNumber(data.bodies)],
    ['Dépassements au tarif', shortAmount(data.beyondCents)],
  ] as const;
  return (
    <dl className={classes.tiles}>
      {tiles.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
