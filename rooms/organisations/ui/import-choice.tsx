// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge, Button, Group, Pagination } from '@mantine/core';
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { sentenceOf } from '#ui/api/problem.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import type { SentFile } from '#ui/imports/use-sent-file.ts';
import type { Column } from '#ui/tables/columns.ts';
import { csv, download } from '#ui/tables/csv.ts';
import { useSelection } from '#ui/tables/selection.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { importBodies, type ImportLine, type previewImport } from '../contract.ts';
import classes from './body-page.module.css';
import { Section } from '#ui/parts/section.tsx';

type Props = {
  sent: SentFile;
  preview: OutputOf<typeof previewImport>;
  done: (result: OutputOf<typeof importBodies>) => void;
};

/** What the file would do, line by line: the user says which lines are imported. */
export function ImportChoice({ sent, preview, done }: Props) {
  const faulty = preview.lines.filter(({ action }) => action === 'error');
  const useful = preview.lines.filter(({ action }) => action === 'declare' || action === 'change');
  const upToDate = preview.lines.length - faulty.length - useful.length;
  const selection = useSelection(useful.map(({ line }) => String(line)));
  const load = useAct(importBodies, { done });
  const send = (): void => load.mutate({ ...sent, lines: useful.filter(({ line }) => selection.keys.has(String(line))).map(({ line }) => line) });
  return (
    <div className={classes.stack}>
      {preview.ignored.length > 0 && <p className="quiet">Colonnes laissées de côté : {preview.ignored.join(', ')}.</p>}
      {faulty.length > 0 && (
        <Section
          title={`${count('ligne en erreur', 'lignes en erreur', faulty.length)}`}
          action={
            <Button
              variant="default"
              size="sm"
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => download('lignes-en-erreur.csv', csv(columns, faulty))}
            >
              Télécharger les erreurs
            </Button>
          }
        >
          <p>
            Elles ne seront pas importées. Corrigez-les dans votre tableur et déposez de nouveau le fichier : ce qui est déjà importé ne le sera pas
            deux fois.
          </p>
          <Paged caption="Lignes en erreur" lines={faulty} />
        </Section>
      )}
      {upToDate > 0 && <p>{count('ligne est déjà à jour', 'lignes sont déjà à jour', upToDate)}.</p>}
      {useful.length === 0 && <p>Aucune ligne n’est à importer.</p>}
      {useful.length > 0 && (
        <Section title="Lignes à importer">
          <Paged caption="Lignes à importer" lines={useful} selection={selection} />
          {load.error && <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={sentenceOf(load.error)} mt="md" />}
          <Group mt="md">
            <Button onClick={send} loading={load.isPending} disabled={selection.keys.size === 0}>
              {`Importer ${count('ligne', 'lignes', selection.keys.size)}`}
            </Button>
            <Button
              variant="default"
              onClick={() =>
                selection.toggle(
                  useful.map(({ line }) => String(line)),
                  selection.keys.size === 0,
                )
              }
            >
              {selection.keys.size === 0 ? 'Tout choisir' : 'Ne rien choisir'}
            </Button>
          </Group>
        </Section>
      )}
    </div>
  );
}

const SIZE = 50;

function Paged({ caption, lines, selection }: { caption: string; lines: readonly ImportLine[]; selection?: ReturnType<typeof useSelection> }) {
  const [page, setPage] = useState(1);
  return (
    <>
      <TableGrid
        caption={caption}
        columns={columns}
        rows={lines.slice((page - 1) * SIZE, page * SIZE)}
        rowKey={(row) => String(row.line)}
        {...(selection && { selection })}
      />
      {lines.length > SIZE && (
        <Pagination
          mt="sm"
          total={Math.ceil(lines.length / SIZE)}
          value={page}
          onChange={setPage}
          getItemProps={(item) => ({ 'aria-label': `Page ${item}` })}
          getControlProps={(control) => ({ 'aria-label': control === 'next' ? 'Page suivante' : 'Page précédente' })}
        />
      )}
    </>
  );
}

const actions = { declare: 'À déclarer', change: 'À compléter', nothing: 'Déjà à jour', error: 'Erreur' } as const;
const tones = { declare: 'green', change: 'blue', nothing: 'gray', error: 'red' } as const;

const columns: readonly Column<ImportLine>[] = [
  // The name first: on a narrow screen the box to tick stands beside it.
  { id: 'name', title: 'Nom', value: (row) => row.name, isName: true },
  { id: 'line', title: 'Ligne', kind: 'number', value: (row) => row.line },
  { id: 'kind', title: 'Type', value: (row) => row.kind },
  {
    id: 'action',
    title: 'Effet',
    value: (row) => actions[row.action],
    cell: (row) => (
      <Badge variant="light" color={tones[row.action]}>
        {actions[row.action]}
      </Badge>
    ),
  },
  { id: 'says', title: 'Détail', value: (row) => row.says.join(' ; ') },
];
