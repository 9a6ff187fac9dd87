// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { hrefOf } from '#ui/api/call.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { useSelection } from '#ui/tables/selection.ts';
import { exportCards, exportDirectory, listDirectory, listUnits } from '../../contract.ts';
import { kindLabels, kindOptions } from './kind-words.ts';

/** Everybody who serves the body, and how to reach them. */
export function Page() {
  const { organisation, may } = usePlace();
  const { data } = useEndpoint(listUnits, {});
  const selection = useSelection();
  const base = `/o/${organisation.slug}/annuaire`;
  const columns: readonly Column<RowOf<typeof listDirectory>>[] = [
    {
      id: 'name',
      title: 'Nom',
      isName: true,
      isSortable: true,
      value: ({ familyName, givenName }) => `${familyName} ${givenName}`,
      cell: ({ id, familyName, givenName }) => (
        <HouseLink href={`${base}/${id}`}>
          {familyName} {givenName}
        </HouseLink>
      ),
    },
    { id: 'title', title: 'Fonction', isSortable: true, value: ({ title }) => title },
    { id: 'unit', title: 'Service', isSortable: true, value: ({ unit }) => unit },
    { id: 'phone', title: 'Téléphone', value: ({ phone, mobile }) => phone ?? mobile },
    {
      id: 'email',
      title: 'Courriel',
      value: ({ email }) => email,
      cell: ({ email }) => (email ? <a href={`mailto:${email}`}>{email}</a> : '—'),
    },
    { id: 'kind', title: 'Nature', isOptional: true, value: ({ kind }) => kindLabels[kind] },
    { id: 'office', title: 'Bureau', isOptional: true, value: ({ office }) => office },
  ];
  const chosen = [...selection.keys];
  return (
    <>
      <PageHeader
        title="Annuaire"
        lead="Les agents et les élus de la collectivité."
        actions={
          <>
            <Button component={HouseLink} href={`${base}/ailleurs`} variant="default">
              Chercher ailleurs
            </Button>
            <Button component={HouseLink} href={`${base}/organigramme`} variant="default">
              Organigramme
            </Button>
            <Button
              component="a"
              href={hrefOf(exportCards, { ...(chosen.length > 0 && { ids: chosen.join(',') }) }, organisation.slug)}
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {chosen.length > 0 ? `vCard (${chosen.length})` : 'vCard'}
            </Button>
            {may('people.keep-directory') && (
              <Button
                component="a"
                href={hrefOf(exportDirectory, {}, organisation.slug)}
                variant="default"
                leftSection={<IconDownload size={16} aria-hidden />}
              >
                CSV
              </Button>
            )}
            {may('people.administer') && (
              <Button component={HouseLink} href={`${base}/import`}>
                Importer
              </Button>
            )}
          </>
        }
      />
      <DataTable
        endpoint={listDirectory}
        caption="Annuaire"
        columns={columns}
        rowKey={({ id }) => id}
        selection={selection}
        searchLabel="Nom, fonction, service, compétence"
        filters={[
          { name: 'kind', label: 'Nature', options: kindOptions },
          { name: 'unit', label: 'Service', options: (data?.units ?? []).map(({ id, name }) => ({ value: id, label: name })) },
        ]}
        empty={<EmptyState title="L’annuaire est vide">Il montre les personnes qui ont une fonction dans la collectivité.</EmptyState>}
      />
    </>
  );
}
