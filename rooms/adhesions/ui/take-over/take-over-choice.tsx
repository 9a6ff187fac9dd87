// SPDX-License-Identifier: EUPL-1.2
import { Alert, Badge, Button, Group, Pagination } from '@mantine/core';
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { sentenceOf } from '#ui/api/problem.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { amount, count } from '#ui/format/amount.ts';
import type { Column } from '#ui/tables/columns.ts';
import { csv, download } from '#ui/tables/csv.ts';
import { useSelection } from '#ui/tables/selection.ts';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import { applyTakeOver, type PlannedLine, type previewTakeOver } from '../../contract.ts';
import { conventionKinds } from '../my-adhesion/words.ts';
import classes from '../register/register.module.css';
import { Section } from '#ui/parts/section.tsx';

type Preview = OutputOf<typeof previewTakeOver>;
type Props = { sent: { fileName: string; content: string }; preview: Preview; done: (result: OutputOf<typeof applyTakeOver>) => void };

/** What the file would do, convention by convention: the operator says which are taken over. */
export function TakeOverChoice({ sent, preview, done }: Props) {
  const faulty = preview.rows.filter(({ action }) => action === 'error');
  const useful = preview.rows.filter(({ action }) => action === 'create' || action === 'change');
  const { totals } = preview;
  const selection = useSelection(useful.map(({ number }) => number));
  const load = useAct(applyTakeOver, { done });
  return (
    <div className={classes.stack}>
      <Totals preview={preview} />
      {preview.ignored.length > 0 && <p className={classes.quiet}>Colonnes laissées de côté : {preview.ignored.join(', ')}.</p>}
      {faulty.length > 0 && (
        <Section
          title={count('convention en erreur', 'conventions en erreur', faulty.length)}
          action={
            <Button
              variant="default"
              size="sm"
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => download('conventions-en-erreur.csv', csv(faultColumns, faulty.flatMap(faultsOf)))}
            >
              Télécharger les erreurs
            </Button>
          }
        >
          <p>Elles ne seront pas reprises. Corrigez le fichier et déposez-le de nouveau : ce qui est déjà repris ne le sera pas deux fois.</p>
          <Paged caption="Erreurs" columns={faultColumns} rows={faulty.flatMap(faultsOf)} rowKey={(row) => `${row.line} ${row.says}`} />
        </Section>
      )}
      {totals.nothing > 0 && <p>{count('convention est déjà à jour', 'conventions sont déjà à jour', totals.nothing)}.</p>}
      {useful.length === 0 && <p>Aucune convention n’est à reprendre.</p>}
      {useful.length > 0 && (
        <Section title="Conventions à reprendre">
          <Paged caption="Conventions à reprendre" columns={columns} rows={useful} rowKey={(row) => row.number} selection={selection} />
          {load.error && <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={sentenceOf(load.error)} mt="md" />}
          <Group mt="md">
            <Button
              onClick={() => load.mutate({ ...sent, numbers: [...selection.keys] })}
              loading={load.isPending}
              disabled={selection.keys.size === 0}
            >
              {`Reprendre ${count('convention', 'conventions', selection.keys.size)}`}
            </Button>
            <Button
              variant="default"
              onClick={() =>
                selection.toggle(
                  useful.map(({ number }) => number),
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

function Totals({ preview: { totals } }: { preview: Preview }) {
  const figures: readonly (readonly [string, string])[] = [
    ['à créer', String(totals.create)],
    ['à corriger', String(totals.change)],
    ['en erreur', String(totals.error)],
    ['collectivités', String(totals.bodies)],
    ['droits et services ouverts', String(totals.rights)],
    ['utilisations reprises', String(totals.uses)],
    ['par an, au prix imprimé', amount(totals.printedCents)],
    ['par an, d’après les documents', amount(totals.signedCents)],
  ];
  return (
    <Section title="Ce que la reprise ferait">
      <dl className={classes.figures}>
        {figures.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {totals.differing > 0 && (
        <p>
          {count('convention a', 'conventions ont', totals.differing)} un montant signé qui diffère du prix imprimé. Le prix imprimé l’emporte ; le
          montant signé est gardé en preuve, avec l’écart.
        </p>
      )}
    </Section>
  );
}

const SIZE = 50;

type PagedProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  selection?: ReturnType<typeof useSelection>;
};

function Paged<Row>({ caption, columns: shown, rows, rowKey, selection }: PagedProps<Row>) {
  const [page, setPage] = useState(1);
  return (
    <>
      <TableGrid
        caption={caption}
        columns={shown}
        rows={rows.slice((page - 1) * SIZE, page * SIZE)}
        rowKey={rowKey}
        {...(selection && { selection })}
      />
      {rows.length > SIZE && (
        <Pagination
          mt="sm"
          total={Math.ceil(rows.length / SIZE)}
          value={page}
          onChange={setPage}
          getItemProps={(item) => ({ 'aria-label': `Page ${item}` })}
          getControlProps={(control) => ({ 'aria-label': control === 'next' ? 'Page suivante' : 'Page précédente' })}
        />
      )}
    </>
  );
}

type Fault = { number: string; line: number; says: string };

function faultsOf({ number, faults }: PlannedLine): Fault[] {
  return faults.map(({ line, says }) => ({ number, line, says }));
}

const faultColumns: readonly Column<Fault>[] = [
  { id: 'number', title: 'Convention', value: (row) => row.number, isName: true },
  { id: 'line', title: 'Ligne', kind: 'number', value: (row) => row.line },
  { id: 'says', title: 'Erreur', value: (row) => row.says },
];

const columns: readonly Column<PlannedLine>[] = [
  { id: 'number', title: 'Convention', value: (row) => row.number, isName: true },
  { id: 'lines', title: 'Ligne', value: (row) => row.lines.join(', ') },
  { id: 'body', title: 'Bénéficiaire', value: (row) => row.body },
  { id: 'kind', title: 'Nature', value: (row) => (row.kind ? conventionKinds[row.kind] : '') },
  {
    id: 'action',
    title: 'Effet',
    value: (row) => (row.action === 'create' ? 'À créer' : 'À corriger'),
    cell: (row) => (
      <Badge variant="light" color={row.action === 'create' ? 'green' : 'blue'}>
        {row.action === 'create' ? 'À créer' : 'À corriger'}
      </Badge>
    ),
  },
  {
    id: 'says',
    title: 'Détail',
    value: (row) => [...row.says, ...row.warnings].join(' '),
    cell: (row) => (
      <>
        {row.says.join(' ')}
        {row.warnings.map((warning) => (
          <span key={warning} className={classes.cite}>
            <IconAlertTriangle size={14} aria-hidden /> {warning}
          </span>
        ))}
      </>
    ),
  },
];
