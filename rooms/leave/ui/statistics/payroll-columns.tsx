// SPDX-License-Identifier: EUPL-1.2
import { ActionIcon, Button, Group, Select, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { payrollFields, type readPayrollLayout } from '../../contract.ts';
import classes from './statistics.module.css';

type Columns = OutputOf<typeof readPayrollLayout>['columns'];
type Field = Columns[number]['field'];
type Props = { columns: Columns; onChange: (columns: Columns) => void };

const labels: Readonly<Record<Field, string>> = {
  number: 'Matricule',
  familyName: 'Nom',
  givenName: 'Prénom',
  code: 'Code de paie du type',
  label: 'Nom du type',
  from: 'Premier jour',
  fromHalf: 'Matin ou après-midi du premier jour',
  until: 'Dernier jour',
  untilHalf: 'Matin ou après-midi du dernier jour',
  workedDays: 'Jours ouvrés',
  hours: 'Heures',
  calendarDays: 'Jours calendaires',
  percent: 'Traitement (%)',
  waiting: 'Jour de carence (1 ou 0)',
  fixed: 'Texte fixe',
};

/** The columns in order: what each holds, and its title. */
export function PayrollColumns({ columns, onChange }: Props) {
  const change = (at: number, over: Partial<Columns[number]>): void =>
    onChange(columns.map((column, index) => (index === at ? { ...column, ...over } : column)));
  const swap = (at: number, to: number): void => {
    const [one, other] = [columns[at], columns[to]];
    if (one && other) onChange(columns.map((column, index) => (index === at ? other : index === to ? one : column)));
  };
  return (
    <div>
      <ol className={classes.columns} aria-label="Colonnes">
        {columns.map((column, at) => (
          <li key={`${at} ${column.field}`}>
            <Select
              label={`Colonne ${at + 1}`}
              data={payrollFields.map((value) => ({ value, label: labels[value] }))}
              value={column.field}
              onChange={(field) => field && change(at, { field: field as Field, title: labels[field as Field] })} // one of the fields above
              allowDeselect={false}
            />
            <TextInput label="Titre" value={column.title} onChange={(event) => change(at, { title: event.currentTarget.value })} />
            {column.field === 'fixed' ? (
              <TextInput label="Texte" value={column.text} onChange={(event) => change(at, { text: event.currentTarget.value })} />
            ) : (
              <span />
            )}
            <Group gap={4} wrap="nowrap">
              <ActionIcon variant="subtle" size="lg" aria-label={`Monter la colonne ${at + 1}`} disabled={at === 0} onClick={() => swap(at, at - 1)}>
                <IconArrowUp size={18} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                size="lg"
                aria-label={`Descendre la colonne ${at + 1}`}
                disabled={at === columns.length - 1}
                onClick={() => swap(at, at + 1)}
              >
                <IconArrowDown size={18} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="red"
                size="lg"
                aria-label={`Retirer la colonne ${at + 1}`}
                disabled={columns.length === 1}
                onClick={() => onChange(columns.filter((_, index) => index !== at))}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
          </li>
        ))}
      </ol>
      <Button
        mt="sm"
        variant="default"
        disabled={columns.length >= 40}
        onClick={() => onChange([...columns, { field: 'fixed', title: 'Colonne', text: '' }])}
      >
        Ajouter une colonne
      </Button>
    </div>
  );
}
