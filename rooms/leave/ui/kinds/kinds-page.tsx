// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Section } from '#ui/parts/section.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { listKinds } from '../../contract.ts';
import { KindMark } from '../kind-mark.tsx';
import { RoomTabs } from '../room-tabs.tsx';
import { counterWords, tintOf } from '../words.ts';
import { KindDialog } from './kind-dialog.tsx';
import { type Kind, limitInWords, proofWords } from './kind-words.ts';

/** The kinds of absence of the body, those put away apart. */
export function Page() {
  const { holds } = usePlace();
  const [edited, setEdited] = useState<Kind | 'new' | null>(null);
  const { data, error, refetch } = useEndpoint(listKinds, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const [current, archived] = [data.rows.filter(({ isArchived }) => !isArchived), data.rows.filter(({ isArchived }) => isArchived)];
  const grid = (caption: string, rows: readonly Kind[]) => (
    <TableGrid
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      {...(holds('conges') && {
        rowActions: (kind: Kind) => (
          <Button variant="default" size="sm" aria-label={`Modifier ${kind.label}`} onClick={() => setEdited(kind)}>
            Modifier
          </Button>
        ),
      })}
    />
  );
  return (
    <>
      <PageHeader
        title="Types d’absence"
        lead="Ceux de la loi, et les autorisations spéciales d’absence que votre assemblée vote. Un type archivé ne se demande plus ; ses absences restent."
        actions={
          holds('conges') && (
            <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited('new')}>
              Ajouter un type d’absence
            </Button>
          )
        }
      />
      <RoomTabs />
      {data.rows.length === 0 ? (
        <EmptyState title="Aucun type d’absence">Les types usuels s’ajoutent quand vous mettez en place les congés.</EmptyState>
      ) : (
        grid('Types d’absence', current)
      )}
      {archived.length > 0 && (
        <div style={{ marginTop: '1.5rem' }}>
          <Section title={`Archivés (${archived.length})`}>{grid('Types d’absence archivés', archived)}</Section>
        </div>
      )}
      <KindDialog kind={edited} close={() => setEdited(null)} />
    </>
  );
}

const columns: readonly Column<Kind>[] = [
  {
    id: 'label',
    title: 'Type',
    isName: true,
    value: ({ label }) => label,
    cell: (kind) => (
      <Group gap="xs" wrap="nowrap" style={tintOf(kind.colour)}>
        <KindMark kind={kind} />
        {kind.label}
      </Group>
    ),
  },
  { id: 'counter', title: 'Pris sur', value: ({ counter }) => (counter ? (counterWords[counter] ?? counter) : null) },
  { id: 'limit', title: 'Limite', value: limitInWords },
  { id: 'askedBy', title: 'Saisi par', value: ({ askedBy }) => (askedBy === 'agent' ? 'L’agent' : 'La gestion des congés') },
  { id: 'proof', title: 'Justificatif', value: ({ proof }) => proofWords[proof] },
  {
    id: 'seen',
    title: 'Motif',
    value: ({ isPrivate }) => (isPrivate ? 'Caché aux collègues' : 'Visible'),
    cell: ({ isPrivate, isAtWork }) => (
      <Group gap={4}>
        {isPrivate ? 'Caché aux collègues' : 'Visible'}
        {isAtWork && (
          <Badge variant="light" color="gray">
            Au travail
          </Badge>
        )}
      </Group>
    ),
  },
];
