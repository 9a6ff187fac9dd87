// SPDX-License-Identifier: EUPL-1.2
import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { sentenceOf } from '#ui/api/problem.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { searchDirectory } from '../../contract.ts';

type Row = RowOf<typeof searchDirectory>;

const columns: readonly Column<Row>[] = [
  { id: 'name', title: 'Nom', isName: true, value: ({ familyName, givenName }) => `${familyName} ${givenName}` },
  { id: 'body', title: 'Collectivité', value: ({ body }) => body },
  { id: 'title', title: 'Fonction', value: ({ title, delegation }) => [title, delegation].filter(Boolean).join(' – ') },
  { id: 'phone', title: 'Téléphone', value: ({ phone, mobile }) => phone ?? mobile },
  { id: 'email', title: 'Courriel', value: ({ email }) => email, cell: ({ email }) => (email ? <a href={`mailto:${email}`}>{email}</a> : '—') },
];

/** People of other bodies, as far as each opened their entry. */
export function Page() {
  const { organisation } = usePlace();
  const { query, setQuery } = useAddress();
  const q = query['q'] ?? '';
  const [typed, setTyped] = useState(q);
  const { data, error, isFetching } = useEndpoint(searchDirectory, { q }, { enabled: q.length >= 2, keepPrevious: true });
  return (
    <>
      <PageHeader
        title="Chercher dans les collectivités"
        trail={[{ label: 'Annuaire', href: `/o/${organisation.slug}/annuaire` }]}
        lead="Votre collectivité, puis celles du territoire et les autres, selon ce que chaque personne et chaque collectivité a choisi de montrer."
      />
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          setQuery({ q: typed.trim() });
        }}
      >
        <Group align="end" mb="lg">
          <TextInput
            type="search"
            label="Nom, fonction, compétence ou délégation"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={error ? sentenceOf(error) : null}
            maw={420}
            flex={1}
          />
          <Button type="submit">Chercher</Button>
        </Group>
      </form>
      {isFetching && !data && <Lines count={4} />}
      {data?.rows.length === 0 && <EmptyState title="Personne">Personne qui réponde à ces mots ne vous est ouvert.</EmptyState>}
      {data && data.rows.length > 0 && <TableGrid caption="Personnes trouvées" columns={columns} rows={data.rows} rowKey={({ id }) => id} />}
    </>
  );
}
