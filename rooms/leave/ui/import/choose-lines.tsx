// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group } from '@mantine/core';
import { useAct } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import type { Column } from '#ui/tables/columns.ts';
import { useSelection, type Selection } from '#ui/tables/selection.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { applyImport, type ImportLine } from '../../contract.ts';
import classes from './import.module.css';

export type Sent = { fileName: string; content: string };
type Read = { lines: readonly ImportLine[]; ignored: readonly string[]; teams: readonly string[] };

const labels = { create: 'Nouvel agent', change: 'Modifié', same: 'Déjà à jour', error: 'À corriger' } as const;
const colours = { create: 'green', change: 'yellow', same: 'gray', error: 'red' } as const;

const columns: readonly Column<ImportLine>[] = [
  { id: 'name', title: 'Agent', isName: true, value: ({ name, line }) => name || `Ligne ${line}` },
  { id: 'line', title: 'Ligne', kind: 'number', value: ({ line }) => line },
  {
    id: 'action',
    title: 'Effet',
    value: ({ action }) => labels[action],
    cell: ({ action }) => (
      <Badge variant="light" color={colours[action]}>
        {labels[action]}
      </Badge>
    ),
  },
  { id: 'says', title: 'Détail', value: ({ says }) => says },
];

/** What was read, the faults first, and the lines to import. */
export function ChooseLines({ sent, read: { lines, ignored, teams } }: { sent: Sent; read: Read }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const faulty = lines.filter(({ action }) => action === 'error');
  const useful = lines.filter(({ action }) => action === 'create' || action === 'change');
  const selection = useSelection(useful.map(({ line }) => String(line)));
  const load = useAct(applyImport, {
    done: ({ created, changed }) => {
      tellDone(`${count('agent ajouté', 'agents ajoutés', created)}, ${count('agent modifié', 'agents modifiés', changed)}.`);
      go(`/o/${organisation.slug}/conges/planning`);
    },
  });
  const send = (): void =>
    load.mutate({ ...sent, lines: useful.filter(({ line }) => selection.keys.has(String(line))).map(({ line }) => line) }, { onError: tellRefusal });
  return (
    <>
      {ignored.length > 0 && <p>Colonnes laissées de côté : {ignored.join(', ')}.</p>}
      {teams.length > 0 && <p>Services qui seront ajoutés : {teams.join(', ')}.</p>}
      <Lines title={count('ligne à corriger', 'lignes à corriger', faulty.length)} lines={faulty} />
      <Lines title={count('ligne à importer', 'lignes à importer', useful.length)} lines={useful} selection={selection} />
      <p>{count('ligne est déjà à jour', 'lignes sont déjà à jour', lines.length - faulty.length - useful.length)}.</p>
      {useful.length > 0 && (
        <Group>
          <Button onClick={send} loading={load.isPending} disabled={selection.keys.size === 0}>
            {`Importer ${count('ligne', 'lignes', selection.keys.size)}`}
          </Button>
        </Group>
      )}
    </>
  );
}

function Lines({ title, lines, selection }: { title: string; lines: readonly ImportLine[]; selection?: Selection }) {
  if (lines.length === 0) return null;
  return (
    <section className={classes.section} aria-label={title}>
      <h2>{title}</h2>
      <TableGrid caption={title} columns={columns} rows={lines} rowKey={({ line }) => String(line)} {...(selection && { selection })} />
    </section>
  );
}
