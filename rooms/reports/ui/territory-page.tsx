// SPDX-License-Identifier: EUPL-1.2
import { Badge, NativeSelect } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { volume } from '#ui/format/volume.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { readRollUp, tones } from '../contract.ts';
import classes from './reports.module.css';
import { RoomTabs } from './room-tabs.tsx';
import { daysOfWeek, standingWords, toneWords, weekTitle } from './words.ts';

type Row = RowOf<typeof readRollUp>;

/** A week of all: those whom the operator serves, or the members of the EPCI. */
export function Page() {
  const { organisation } = usePlace();
  const { query, setQuery } = useAddress();
  const asked = query['week'];
  const { data, error, refetch } = useEndpoint(readRollUp, { ...(asked && { week: asked }), sort: 'tone', order: 'asc', page: 1, size: 1 });
  const at = `/o/${organisation.slug}/rapports`;
  if (error) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data) return <Lines count={8} />;
  const { week, counts, canOpen } = data;
  const total = counts.good + counts.watch + counts.bad;
  const columns: readonly Column<Row>[] = [
    {
      id: 'name',
      title: 'Collectivité',
      isName: true,
      isSortable: true,
      value: ({ name }) => name,
      cell: ({ id, name }) => (canOpen ? <HouseLink href={`${at}/${week}?body=${id}`}>{name}</HouseLink> : name),
    },
    {
      id: 'tone',
      title: 'État',
      isSortable: true,
      value: ({ tone }) => toneWords[tone].label,
      cell: ({ tone }) => (
        <Badge variant="light" color={toneWords[tone].color}>
          {toneWords[tone].label}
        </Badge>
      ),
    },
    { id: 'summary', title: 'Résumé', value: ({ summary }) => summary },
    { id: 'failures', title: 'Pannes', kind: 'number', isSortable: true, value: ({ failures }) => failures },
    { id: 'toDo', title: 'À faire', kind: 'number', value: ({ toDo }) => toDo },
    {
      id: 'volume',
      title: 'Place occupée',
      isOptional: true,
      value: ({ usedBytes, allowedBytes }) =>
        usedBytes === null ? null : `${volume(usedBytes)}${allowedBytes === null ? '' : ` sur ${volume(allowedBytes)}`}`,
    },
  ];
  return (
    <>
      <PageHeader
        title="La semaine du territoire"
        lead={week ? weekTitle(daysOfWeek(week)) : 'Aucun rapport n’a encore été écrit.'}
        trail={[{ label: 'Rapport hebdomadaire', href: at }]}
      />
      <RoomTabs />
      {week === null ? (
        <EmptyState title="Aucun rapport encore">Les premiers sont écrits le lundi à sept heures.</EmptyState>
      ) : (
        <>
          <NativeSelect
            label="Semaine"
            maw={360}
            mb="md"
            value={week}
            data={data.weeks.map((value) => ({ value, label: weekTitle(daysOfWeek(value)) }))}
            onChange={(event) => setQuery({ week: event.currentTarget.value, page: undefined })}
          />
          <div className={classes.bar} aria-hidden>
            {tones.map((tone) => (
              <span key={tone} data-tone={tone} style={{ width: `${total === 0 ? 0 : (100 * counts[tone]) / total}%` }} />
            ))}
          </div>
          <p>
            {standingWords(counts)}
            {data.usedBytes > 0 && ` Place occupée : ${volume(data.usedBytes)}.`}
          </p>
          <DataTable
            endpoint={readRollUp}
            input={{ week }}
            caption="Collectivités"
            columns={columns}
            rowKey={({ id }) => id}
            searchLabel="Chercher une collectivité"
            filters={[{ name: 'tone', label: 'État', options: tones.map((value) => ({ value, label: toneWords[value].label })) }]}
            exportName={`territoire-${week}`}
            empty={<EmptyState title="Aucun rapport de cette semaine">Choisissez une autre semaine.</EmptyState>}
          />
        </>
      )}
    </>
  );
}
