// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, NativeSelect, Select } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAddress } from '#ui/shell/place.ts';
import type { readPipeline } from '../../contract.ts';
import classes from './pipeline.module.css';

export type Pipeline = OutputOf<typeof readPipeline>;

/** What narrows the board; the address keeps it. */
export function BoardFilters({ pipeline }: { pipeline: Pipeline }) {
  const { query, setQuery } = useAddress();
  return (
    <search className={classes.filters} data-no-print>
      <NativeSelect
        label="Type"
        data={[{ value: '', label: 'Tous' }, ...pipeline.choices.map(({ type, label }) => ({ value: type, label }))]}
        value={query['type'] ?? ''}
        onChange={(event) => setQuery({ type: event.currentTarget.value })}
      />
      <Select
        label="Payeur"
        placeholder="Tous"
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Tous les payeurs' }}
        data={pipeline.payers.map(({ id, name }) => ({ value: id, label: name }))}
        value={query['payer'] ?? null}
        onChange={(value) => setQuery({ payer: value ?? undefined })}
      />
      <NativeSelect
        label="Attribué à"
        data={[
          { value: '', label: 'Tous' },
          { value: 'nobody', label: 'Personne' },
          ...pipeline.assignees.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={query['assignee'] ?? ''}
        onChange={(event) => setQuery({ assignee: event.currentTarget.value })}
      />
      <Checkbox
        label="En retard seulement"
        className={classes.late ?? ''}
        checked={query['late'] === 'true'}
        onChange={(event) => setQuery({ late: event.currentTarget.checked ? 'true' : undefined })}
      />
    </search>
  );
}
