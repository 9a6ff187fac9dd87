// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Checkbox, MultiSelect, TextInput } from '@mantine/core';
import { useAct, useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { Section } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { BodyPicker } from '#rooms/organisations/parts.tsx';
import { cancelMaintenance, listChecks, listMaintenance, planMaintenance, readOverview } from '../../contract.ts';
import classes from '../monitoring.module.css';
import { RoomTabs } from '../room-tabs.tsx';
import { worksWords } from '../words.ts';

type Row = RowOf<typeof listMaintenance>;

const columns: readonly Column<Row>[] = [
  { id: 'title', title: 'Travaux', isName: true, value: ({ title }) => title },
  {
    id: 'state',
    title: 'État',
    value: ({ state }) => worksWords[state].label,
    cell: ({ state }) => (
      <Badge variant="light" color={worksWords[state].color}>
        {worksWords[state].label}
      </Badge>
    ),
  },
  { id: 'body', title: 'Pour', value: ({ body }) => body?.name ?? 'Toutes les collectivités' },
  { id: 'from', title: 'Début', kind: 'instant', value: ({ beginsAt }) => beginsAt },
  { id: 'until', title: 'Fin', kind: 'instant', value: ({ endsAt }) => endsAt },
  { id: 'public', title: 'Page publique', value: ({ isPublic }) => (isPublic ? 'Montrés' : null) },
  { id: 'checks', title: 'Sondes', value: ({ checkIds }) => (checkIds.length === 0 ? 'Toutes' : String(checkIds.length)) },
  { id: 'who', title: 'Annoncés par', value: ({ plannedByName }) => plannedByName },
];

/** Works that were announced: what fails meanwhile is no incident. */
export function Page() {
  const { organisation, may } = usePlace();
  const { query, setQuery } = useAddress();
  const isPlanning = query['annoncer'] !== undefined;
  const { data, error, refetch } = useEndpoint(listMaintenance, {});
  const overview = useEndpoint(readOverview, {});
  const cancel = useAct(cancelMaintenance, { done: () => tellDone('Les travaux sont terminés : ce qui échoue désormais est un incident.') });
  return (
    <>
      <PageHeader
        title="Travaux"
        lead="Ce qui tombe pendant des travaux annoncés n’est pas un incident, et n’alerte personne."
        trail={[{ label: 'Surveillance', href: `/o/${organisation.slug}/surveillance` }]}
        actions={
          may('monitoring.declare') && !isPlanning ? <Button onClick={() => setQuery({ annoncer: 'oui' })}>Annoncer des travaux</Button> : undefined
        }
      />
      <RoomTabs />
      {may('monitoring.declare') && isPlanning && overview.data && (
        <Plan ofTerritory={overview.data.isOperator} close={() => setQuery({ annoncer: undefined })} />
      )}
      {error && <LoadError error={error} retry={() => void refetch()} />}
      {!data && <Lines count={5} />}
      <div style={{ marginTop: '1.5rem' }}>
        {data?.rows.length === 0 && (
          <EmptyState title="Aucuns travaux annoncés">Annoncez une coupure avant de la faire : elle n’alerte alors personne.</EmptyState>
        )}
        {data && data.rows.length > 0 && (
          <TableGrid
            caption="Travaux"
            columns={columns}
            rows={data.rows}
            rowKey={({ id }) => id}
            rowActions={(row) =>
              row.canCancel ? (
                <Button
                  size="sm"
                  variant="default"
                  aria-label={`${row.state === 'current' ? 'Terminer' : 'Annuler'} : ${row.title}`}
                  onClick={() => cancel.mutate({ id: row.id }, { onError: tellRefusal })}
                >
                  {row.state === 'current' ? 'Terminer' : 'Annuler'}
                </Button>
              ) : null
            }
          />
        )}
      </div>
    </>
  );
}

type Values = { title: string; body: { id: string; name: string } | null; checkIds: string[]; beginsAt: string; endsAt: string; isPublic: boolean };
const blank: Values = { title: '', body: null, checkIds: [], beginsAt: '', endsAt: '', isPublic: false };

function Plan({ ofTerritory, close }: { ofTerritory: boolean; close: () => void }) {
  const form = useActForm(planMaintenance, {
    initial: blank,
    fieldNames: { bodyId: 'body' },
    guardsChanges: false,
    toInput: ({ body, ...values }: Values) => ({ ...values, bodyId: body?.id ?? null }),
    done: () => {
      form.reset();
      tellDone('Les travaux sont annoncés.');
      close();
    },
  });
  const { body, checkIds, isPublic } = form.values;
  const asked = { ...(body && { body: body.id }), size: 100, sort: 'name', order: 'asc', page: 1 } as const;
  const { data } = useEndpoint(listChecks, asked, { enabled: !ofTerritory || body !== null });
  return (
    <Section title="Annoncer des travaux">
      <Form form={form} submit="Annoncer">
        <TextInput label="Quels travaux" required maxLength={140} {...form.field('title')} />
        {ofTerritory && (
          <BodyPicker
            label="Collectivité"
            description="Vide : toutes les collectivités."
            inTerritory
            value={body}
            error={form.field('body').error}
            onChange={(picked) => {
              form.set('body', picked);
              form.set('checkIds', []);
            }}
          />
        )}
        <div className={classes.pair}>
          <TextInput type="datetime-local" label="Début (heure de Paris)" required {...form.field('beginsAt')} />
          <TextInput type="datetime-local" label="Fin (heure de Paris)" required {...form.field('endsAt')} />
        </div>
        {(!ofTerritory || body) && (
          <MultiSelect
            label="Sondes concernées"
            description="Vide : toutes."
            searchable
            data={(data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={checkIds}
            onChange={(ids) => form.set('checkIds', ids)}
            nothingFoundMessage="Aucune sonde de ce nom."
          />
        )}
        {ofTerritory && (
          <Checkbox
            label="Les montrer sur la page publique"
            checked={isPublic}
            onChange={(event) => form.set('isPublic', event.currentTarget.checked)}
          />
        )}
      </Form>
    </Section>
  );
}
