// SPDX-License-Identifier: EUPL-1.2
import { Button, Checkbox, NativeSelect, Popover, Stack, TextInput } from '@mantine/core';
import { IconColumns3, IconDownload, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { call } from '../api/call.ts';
import type { AnyEndpoint, InputOf } from '../api/endpoint.ts';
import { tellRefusal } from '../parts/tell.ts';
import { useAddress, usePlaceSlug } from '../shell/place.ts';
import { type Column, type RowOf } from './columns.ts';
import { csv, download } from './csv.ts';
import classes from './data-table.module.css';
import type { ListState } from './list-address.ts';

/** A choice that the server filters by; its name is the same in the address and in the endpoint's query. */
export type Filter = { name: string; label: string; options: readonly { value: string; label: string }[] };

type Props<E extends AnyEndpoint> = {
  endpoint: E;
  asked: InputOf<E>;
  columns: readonly Column<RowOf<E>>[];
  shown: readonly Column<RowOf<E>>[];
  filters: readonly Filter[];
  state: ListState;
  total: number;
  searchLabel?: string;
  exportName?: string;
};

/** Above a list: search, filters, columns, export. */
export function TableTools<E extends AnyEndpoint>(props: Props<E>) {
  const { columns, shown, filters, state, searchLabel, exportName } = props;
  const { query, setQuery } = useAddress();
  return (
    <search className={classes.tools} data-no-print>
      {searchLabel && <SearchField label={searchLabel} value={state.q} />}
      {filters.map((filter) => (
        <NativeSelect
          key={filter.name}
          label={filter.label}
          value={query[filter.name] ?? ''}
          onChange={(event) => setQuery({ [filter.name]: event.currentTarget.value, page: undefined })}
          data={[{ value: '', label: 'Tout' }, ...filter.options]}
        />
      ))}
      <span className={classes.space} />
      {columns.length > 2 && <ColumnChoice columns={columns} shown={shown} />}
      {exportName && <ExportButton {...props} exportName={exportName} />}
    </search>
  );
}

/** Typing waits a moment before it asks; what is typed stays when the answer comes. */
function SearchField({ label, value }: { label: string; value: string }) {
  const { setQuery } = useAddress();
  const [words, setWords] = useState(value);
  const asked = useRef(value);
  useEffect(() => {
    if (words === asked.current) return;
    const timer = setTimeout(() => {
      asked.current = words;
      setQuery({ q: words.trim(), page: undefined }, { replace: true });
    }, 250);
    return () => clearTimeout(timer);
  }, [words, setQuery]);
  return (
    <TextInput
      className={classes.search}
      type="search"
      label={label}
      leftSection={<IconSearch size={18} aria-hidden />}
      value={words}
      onChange={(event) => setWords(event.currentTarget.value)}
    />
  );
}

function ColumnChoice<Row>({ columns, shown }: { columns: readonly Column<Row>[]; shown: readonly Column<Row>[] }) {
  const { setQuery } = useAddress();
  const choose = (column: Column<Row>, isChosen: boolean): void => {
    const ids = columns.filter((one) => (one === column ? isChosen : shown.includes(one))).map((one) => one.id);
    setQuery({ columns: ids.join(',') }, { replace: true });
  };
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={18} aria-hidden />}>
          Colonnes
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Colonnes affichées">
        <Stack gap="xs">
          {columns.map((column, index) => (
            <Checkbox
              key={column.id}
              label={column.title}
              checked={shown.includes(column)}
              disabled={column.isName ?? index === 0}
              onChange={(event) => choose(column, event.currentTarget.checked)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Rows asked for at once while exporting. */
const EXPORT_SIZE = 100;

/** Exports every row that the filters keep, page after page, in the columns on screen. */
function ExportButton<E extends AnyEndpoint>({ endpoint, asked, shown, exportName, total }: Props<E> & { exportName: string }) {
  const slug = usePlaceSlug();
  const [done, setDone] = useState<number | null>(null);
  const save = async (): Promise<void> => {
    setDone(0);
    try {
      const rows: RowOf<E>[] = [];
      for (let page = 1; rows.length < total; page += 1) {
        const answer = (await call(endpoint, { ...asked, page, size: EXPORT_SIZE }, { organisation: slug ?? undefined })) as { rows: RowOf<E>[] }; // a list endpoint
        if (answer.rows.length === 0) break;
        rows.push(...answer.rows);
        setDone(rows.length);
      }
      download(`${exportName}.csv`, csv(shown, rows));
    } catch (error) {
      tellRefusal(error);
    } finally {
      setDone(null);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={18} aria-hidden />}
      disabled={total === 0}
      aria-busy={done !== null}
      onClick={() => void (done === null && save())}
    >
      {done === null ? 'Exporter (CSV)' : `${done} sur ${total}…`}
    </Button>
  );
}
