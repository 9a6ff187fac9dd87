// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group } from '@mantine/core';
import { useState } from 'react';
import { hrefOf } from '#ui/api/call.ts';
import { sentenceOf } from '#ui/api/problem.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { count } from '#ui/format/amount.ts';
import { FileDrop } from '#ui/parts/file-drop.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import type { Column } from '#ui/tables/columns.ts';
import { useSelection, type Selection } from '#ui/tables/selection.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { exportDirectory, importDirectory, previewDirectoryImport, type DirectoryImportLine } from '../../contract.ts';
import { asBase64 } from '#ui/parts/as-base64.ts';
import classes from './directory.module.css';

const MOST_BYTES = 5_000_000;
const labels = { create: 'Nouvelle', change: 'Modifiée', same: 'Déjà à jour', error: 'À corriger' } as const;
const colours = { create: 'green', change: 'yellow', same: 'gray', error: 'red' } as const;
type Sent = { fileName: string; content: string };

const columns: readonly Column<DirectoryImportLine>[] = [
  { id: 'name', title: 'Personne', isName: true, value: ({ name, line }) => name || `Ligne ${line}` },
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

/** From a spreadsheet to the directory: what each line would do, then those chosen. */
export function Page() {
  const { organisation } = usePlace();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [sent, setSent] = useState<Sent | null>(null);
  const preview = useAct(previewDirectoryImport, { changes: [] });
  const read = async (chosen: readonly File[]): Promise<void> => {
    setFiles(chosen);
    setSent(null);
    preview.reset();
    const [file] = chosen;
    if (!file) return;
    const next = { fileName: file.name, content: await asBase64(file) };
    await preview.mutateAsync(next).then(
      () => setSent(next),
      () => undefined,
    );
  };
  return (
    <>
      <PageHeader
        title="Importer l’annuaire"
        trail={[{ label: 'Annuaire', href: `/o/${organisation.slug}/annuaire` }]}
        lead="Rien n’est enregistré avant que vous n’ayez vu ce que fait chaque ligne. Une colonne absente ne change rien ; une case vide efface."
      />
      <p>
        Le plus simple est de partir de <a href={hrefOf(exportDirectory, {}, organisation.slug)}>l’annuaire actuel en CSV</a>, de le compléter et de
        le déposer ici. Sans identifiant, une ligne est une nouvelle personne, ou celle qui a cette adresse.
      </p>
      <FileDrop
        label="Fichier de l’annuaire"
        accept={{ 'text/csv': ['.csv'], 'text/plain': ['.txt'] }}
        hint="CSV, 5 Mo et 10 000 lignes au plus."
        mostBytes={MOST_BYTES}
        files={files}
        onChange={(chosen) => void read(chosen)}
        error={preview.error ? sentenceOf(preview.error) : null}
      />
      <p role="status">{preview.isPending && 'Lecture du fichier…'}</p>
      {sent && preview.data && <Choice key={sent.content} sent={sent} lines={preview.data.lines} ignored={preview.data.ignored} />}
    </>
  );
}

function Choice({ sent, lines, ignored }: { sent: Sent; lines: readonly DirectoryImportLine[]; ignored: readonly string[] }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const faulty = lines.filter(({ action }) => action === 'error');
  const useful = lines.filter(({ action }) => action === 'create' || action === 'change');
  const selection = useSelection(useful.map(({ line }) => String(line)));
  const load = useAct(importDirectory, {
    done: ({ created, changed }) => {
      tellDone(`${count('personne ajoutée', 'personnes ajoutées', created)}, ${count('fiche modifiée', 'fiches modifiées', changed)}.`);
      go(`/o/${organisation.slug}/annuaire`);
    },
  });
  const send = (): void =>
    load.mutate({ ...sent, lines: useful.filter(({ line }) => selection.keys.has(String(line))).map(({ line }) => line) }, { onError: tellRefusal });
  return (
    <>
      {ignored.length > 0 && <p>Colonnes laissées de côté : {ignored.join(', ')}.</p>}
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

function Lines({ title, lines, selection }: { title: string; lines: readonly DirectoryImportLine[]; selection?: Selection }) {
  if (lines.length === 0) return null;
  return (
    <section className={classes.section} aria-label={title}>
      <h2>{title}</h2>
      <TableGrid caption={title} columns={columns} rows={lines} rowKey={({ line }) => String(line)} {...(selection && { selection })} />
    </section>
  );
}
