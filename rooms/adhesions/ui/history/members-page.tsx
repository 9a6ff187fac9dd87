// SPDX-License-Identifier: EUPL-1.2
import { Badge } from '@mantine/core';
import { DayInput } from '#ui/forms/day-input.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { membersAsOf } from '../../contract.ts';
import classes from '../register/register.module.css';
import { countedWords } from './counted-words.ts';

/** Who was a member on a day, under which edition, counted or not and why, with which services. */
export function Page() {
  const { organisation } = usePlace();
  const { query, setQuery } = useAddress();
  const at = `/o/${organisation.slug}/adhesions`;
  const on = query['on'];
  const columns: readonly Column<RowOf<typeof membersAsOf>>[] = [
    {
      id: 'body',
      title: 'Collectivité',
      value: (row) => row.body.name,
      isName: true,
      isSortable: true,
      cell: (row) => <HouseLink href={`${at}/collectivites/${row.body.id}${on ? `?on=${on}` : ''}`}>{row.body.name}</HouseLink>,
    },
    { id: 'payer', title: 'Payeur', value: (row) => (row.payer.id === row.body.id ? 'Elle-même' : row.payer.name), isSortable: true },
    {
      id: 'counted',
      title: 'Dans le tarif',
      value: (row) => countedWords(row).label,
      cell: (row) => (
        <>
          <Badge color={countedWords(row).color} variant="light">
            {countedWords(row).label}
          </Badge>
          {row.isSuspended && (
            <Badge color="orange" variant="light" ml={4}>
              Suspendue
            </Badge>
          )}
        </>
      ),
    },
    { id: 'why', title: 'Pourquoi', value: (row) => row.why, isOptional: true },
    {
      id: 'convention',
      kind: 'reference',
      title: 'Convention',
      value: (row) => row.convention.number,
      cell: (row) => <HouseLink href={`${at}/conventions/${row.convention.id}`}>{row.convention.number}</HouseLink>,
    },
    { id: 'edition', title: 'Édition', value: (row) => row.editionLabel, isOptional: true },
    { id: 'since', title: 'Depuis', kind: 'day', value: (row) => row.since, isSortable: true },
    { id: 'until', title: 'Jusqu’au', kind: 'day', value: (row) => row.until, isSortable: true },
    { id: 'services', title: 'Services', kind: 'number', value: (row) => row.services.length },
  ];
  return (
    <>
      <PageHeader
        title="Membres à une date"
        lead="Qui était membre, sous quelle édition, compté ou non, avec quels services. Rien n’est récrit : le passé se lit comme il était."
        trail={[{ label: 'Conventions', href: `${at}/conventions` }]}
      />
      <div className={classes.days}>
        <DayInput
          label="Situation au"
          value={on ?? null}
          onChange={(day) => setQuery({ on: day ?? undefined, page: undefined })}
          placeholder="Aujourd’hui"
        />
      </div>
      <DataTable
        endpoint={membersAsOf}
        input={on ? { on } : {}}
        caption="Membres à cette date"
        columns={columns}
        rowKey={(row) => `${row.convention.id} ${row.body.id} ${row.scope}`}
        searchLabel="Collectivité, payeur ou numéro"
        exportName="membres"
        empty={<EmptyState title="Personne n’était membre à cette date">Choisissez un autre jour, ou effacez la recherche.</EmptyState>}
      />
    </>
  );
}
