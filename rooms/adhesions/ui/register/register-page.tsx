// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { epciKinds } from '#rooms/organisations/contract.ts';
import { BodyPicker } from '#rooms/organisations/parts.tsx';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { listConventions, listEditionsSigned, type ConventionRow } from '../../contract.ts';
import { conventionKinds, statusWords } from '../my-adhesion/words.ts';
import { Found } from './found.tsx';
import classes from './register.module.css';

/** Every convention of the operator, found by what it says and by what its documents say. */
export function Page() {
  const { organisation, may } = usePlace();
  const { query, setQuery } = useAddress();
  const narrowed = { ...(query['payer'] && { payer: query['payer'] }), ...(query['territory'] && { territory: query['territory'] }) };
  const { data: editions } = useEndpoint(listEditionsSigned, narrowed, { keepPrevious: true });
  const labels = new Map(editions?.rows.map(({ edition, label }) => [edition, label]));
  const at = `/o/${organisation.slug}/adhesions`;
  const columns: readonly Column<ConventionRow>[] = [
    {
      id: 'number',
      kind: 'reference',
      title: 'Convention',
      value: (row) => row.number,
      isSortable: true,
      isName: true,
      cell: (row) => (
        <>
          <HouseLink href={`${at}/conventions/${row.id}`}>{row.number}</HouseLink>
          {row.found && <Found found={row.found} />}
        </>
      ),
    },
    { id: 'beneficiary', title: 'Bénéficiaire', value: (row) => row.beneficiary.name, isSortable: true },
    { id: 'payer', title: 'Payeur', value: (row) => row.payer.name, isOptional: true },
    { id: 'kind', title: 'Nature', value: (row) => conventionKinds[row.kind] },
    {
      id: 'status',
      title: 'État',
      value: (row) => statusWords[row.status].label,
      cell: (row) => (
        <Badge color={statusWords[row.status].color} variant="light">
          {statusWords[row.status].label}
        </Badge>
      ),
    },
    { id: 'yearlyCents', title: 'Par an', kind: 'amount', value: (row) => row.yearlyCents, isSortable: true },
    { id: 'beginsOn', title: 'Début', kind: 'day', value: (row) => row.beginsOn, isSortable: true },
    { id: 'endsOn', title: 'Fin', kind: 'day', value: (row) => row.endsOn, isSortable: true },
    { id: 'edition', title: 'Édition', value: (row) => labels.get(row.edition) ?? row.edition, isOptional: true },
    { id: 'source', title: 'Origine', value: (row) => (row.isTakenOver ? 'Reprise' : 'Conclue ici'), isOptional: true },
  ];
  const takeOver = may('adhesions.conclude') && (
    <Button component={HouseLink} href={`${at}/reprises/nouvelle`} variant="default" leftSection={<IconFileImport size={18} aria-hidden />}>
      Reprendre des conventions
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Conventions"
        lead="Le registre des conventions, à la date que vous choisissez. La recherche lit aussi les actes et les documents attachés."
        actions={
          <>
            <Button component={HouseLink} href={`${at}/membres`} variant="default">
              Membres à une date
            </Button>
            {takeOver}
          </>
        }
      />
      <div className={classes.days}>
        <DayInput
          label="État à la date du"
          value={query['on'] ?? null}
          onChange={(on) => setQuery({ on: on ?? undefined, page: undefined })}
          placeholder="Aujourd’hui"
        />
        <div className={classes.picker}>
          <BodyPicker
            label="Territoire"
            kinds={epciKinds}
            inTerritory
            value={query['territory'] ? (editions?.chosen.territory ?? null) : null}
            onChange={(body) => setQuery({ territory: body?.id, page: undefined })}
          />
        </div>
        <div className={classes.picker}>
          <BodyPicker
            label="Payeur"
            value={query['payer'] ? (editions?.chosen.payer ?? null) : null}
            onChange={(body) => setQuery({ payer: body?.id, page: undefined })}
          />
        </div>
      </div>
      <DataTable
        endpoint={listConventions}
        input={{ ...narrowed, ...(query['on'] && { on: query['on'] }) }}
        caption="Conventions"
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Numéro, collectivité, SIREN, acte, mots d’un document"
        filters={[
          { name: 'kind', label: 'Nature', options: Object.entries(conventionKinds).map(([value, label]) => ({ value, label })) },
          { name: 'status', label: 'État', options: Object.entries(statusWords).map(([value, { label }]) => ({ value, label })) },
          { name: 'edition', label: 'Édition', options: (editions?.rows ?? []).map(({ edition, label }) => ({ value: edition, label })) },
          {
            name: 'endsWithin',
            label: 'Finit dans',
            options: [
              { value: '3', label: '3 mois' },
              { value: '6', label: '6 mois' },
              { value: '12', label: '12 mois' },
              { value: '24', label: '24 mois' },
            ],
          },
          {
            name: 'source',
            label: 'Origine',
            options: [
              { value: 'taken-over', label: 'Reprises' },
              { value: 'concluded', label: 'Conclues ici' },
            ],
          },
        ]}
        exportName="conventions"
        empty={
          Object.keys(narrowed).length > 0 ? (
            <EmptyState title="Aucune convention pour ce choix">Choisissez un autre territoire ou un autre payeur.</EmptyState>
          ) : (
            <EmptyState title="Aucune convention" actions={takeOver}>
              Elles viennent des dossiers d’adhésion menés à la signature, ou d’un fichier de celles qui existaient avant.
            </EmptyState>
          )
        }
      />
    </>
  );
}
