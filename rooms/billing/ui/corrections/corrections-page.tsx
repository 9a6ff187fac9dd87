// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Group, Modal, NativeSelect, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { amount, count } from '#ui/format/amount.ts';
import { instant } from '#ui/format/day.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { useSelection } from '#ui/tables/selection.ts';
import { useList } from '#ui/tables/use-list.ts';
import { actLabels, correctionActs, correctionNatures, decideCorrections, listCorrections, natureLabels } from '../../contract.ts';
import { Figures } from '../figures.tsx';
import { ActBadge } from './correction-words.tsx';

type Row = RowOf<typeof listCorrections>;
type Decision = 'complement' | 'credit' | 'none';

/** What was billed of a year and is no longer what the register says: to complete, to give back, or to know. */
export function Page() {
  const { organisation, may } = usePlace();
  const { query, setQuery } = useAddress();
  const chosen = useSelection();
  const [decision, setDecision] = useState<Decision | null>(null);
  const at = `/o/${organisation.slug}/facturation`;
  const asked = query['year'] ? { year: query['year'] } : {};
  const columns: readonly Column<Row>[] = [
    { id: 'payer', title: 'Payeur', value: (row) => row.payer.name, isSortable: true, isName: true },
    { id: 'label', title: 'Ligne', value: (row) => row.label },
    {
      id: 'nature',
      title: 'Raison',
      value: (row) => `${natureLabels[row.nature]} : ${row.says}`,
      isSortable: true,
      cell: (row) => (
        <>
          <strong>{natureLabels[row.nature]}</strong>
          <br />
          {row.says}
        </>
      ),
    },
    {
      id: 'document',
      title: 'Document',
      kind: 'reference',
      value: (row) => row.document?.number ?? '',
      cell: (row) => (row.document ? <HouseLink href={`${at}/documents/${row.document.id}`}>{row.document.number}</HouseLink> : '—'),
    },
    { id: 'billedCents', title: 'Facturé', kind: 'amount', value: (row) => (row.nature === 'roster' ? null : row.billedCents) },
    { id: 'owedCents', title: 'Dû', kind: 'amount', value: (row) => (row.nature === 'roster' ? null : row.owedCents) },
    { id: 'amountCents', title: 'Écart', kind: 'amount', value: (row) => row.amountCents, isSortable: true },
    { id: 'act', title: 'À faire', value: (row) => actLabels[row.act], cell: (row) => <ActBadge act={row.act} /> },
  ];
  const list = { endpoint: listCorrections, input: asked, columns, filters };
  const { data: head } = useList(list).answer;
  return (
    <>
      <PageHeader
        title="Corrections à décider"
        lead="Ce que disent aujourd’hui conventions, devis et effectifs, comparé à ce qui a été facturé. Rien ne change sans une décision."
        trail={[{ label: 'Facturation', href: at }]}
        actions={
          <Button component={HouseLink} variant="default" href={`${at}/corrections/decisions`}>
            Décisions prises
          </Button>
        }
      />
      {head && head.years.length > 0 && (
        <>
          <Figures
            figures={[
              { label: `À compléter pour ${head.year}`, value: amount(head.complementCents), says: 'par la prochaine campagne, une fois décidé' },
              { label: `À rendre pour ${head.year}`, value: amount(head.creditCents), says: 'par avoir, qu’une autre personne émet' },
            ]}
          />
          {head.keptSince && (
            <Text size="sm" mb="md">
              Différences relevées le {instant(head.keptSince)} ; elles sont relues quand vous décidez.
            </Text>
          )}
          {head.years.length > 1 && (
            <NativeSelect
              label="Année"
              w="10rem"
              mb="md"
              value={String(head.year)}
              onChange={(event) => {
                chosen.clear();
                setQuery({ year: event.currentTarget.value, page: undefined });
              }}
              data={head.years.map(String)}
            />
          )}
        </>
      )}
      {may('billing.prepare') && head && head.total > 0 && (
        <Group gap="xs" mb="md" data-no-print>
          <Text size="sm">{chosen.keys.size === 0 ? 'Cochez les lignes à décider.' : count('ligne cochée', 'lignes cochées', chosen.keys.size)}</Text>
          <Button size="compact-md" disabled={chosen.keys.size === 0} onClick={() => setDecision('complement')}>
            Facturer en complément
          </Button>
          <Button size="compact-md" disabled={chosen.keys.size === 0} onClick={() => setDecision('credit')}>
            Préparer l’avoir
          </Button>
          <Button size="compact-md" variant="default" disabled={chosen.keys.size === 0} onClick={() => setDecision('none')}>
            Sans suite
          </Button>
        </Group>
      )}
      <DataTable
        {...list}
        caption="Corrections à décider"
        rowKey={(row) => row.key}
        searchLabel="Payeur, ligne ou document"
        exportName="corrections"
        {...(may('billing.prepare') && { selection: chosen })}
        empty={
          head?.years.length === 0 ? (
            <EmptyState title="Aucune campagne émise">Les écarts se lisent une fois l’année facturée.</EmptyState>
          ) : (
            <EmptyState title="Rien à corriger">
              Ce qui a été facturé pour {head?.year ?? 'l’année'} est ce que disent conventions, devis et effectifs, ou vous en avez déjà décidé.
            </EmptyState>
          )
        }
      />
      {decision && head && (
        <DecisionDialog
          decision={decision}
          year={head.year}
          keys={[...chosen.keys]}
          close={() => setDecision(null)}
          done={() => {
            setDecision(null);
            chosen.clear();
          }}
        />
      )}
    </>
  );
}

const filters = [
  { name: 'act', label: 'À faire', options: correctionActs.map((value) => ({ value, label: actLabels[value] })) },
  { name: 'nature', label: 'Raison', options: correctionNatures.map((value) => ({ value, label: natureLabels[value] })) },
];

const words = {
  complement: {
    title: 'Facturer en complément',
    says: 'Les lignes cochées iront dans la prochaine campagne préparée, une ligne par différence.',
    submit: 'Décider le complément',
  },
  credit: {
    title: 'Préparer l’avoir',
    says: 'Un avoir est préparé par document, avec toutes les lignes cochées qu’il porte. Une autre personne l’émet.',
    submit: 'Préparer l’avoir',
  },
  none: {
    title: 'Laisser sans suite',
    says: 'Les lignes cochées quittent la liste et les campagnes tant que rien n’y change. Le motif est conservé.',
    submit: 'Laisser sans suite',
  },
} as const;

type Dialog = { decision: Decision; year: number; keys: string[]; close: () => void; done: () => void };

function DecisionDialog({ decision, year, keys, close, done }: Dialog) {
  const form = useActForm(decideCorrections, {
    initial: { reason: '' },
    guardsChanges: false,
    toInput: ({ reason }) => ({ year, keys, decision, reason }),
    done: ({ decided, documents }) => {
      tellDone(
        decision === 'credit'
          ? `Avoir préparé sur ${documents.map(({ number }) => number).join(', ')}.`
          : `${count('différence décidée', 'différences décidées', decided)}.`,
      );
      done();
    },
  });
  const { title, says, submit } = words[decision];
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': 'Fermer' }}>
      <p>
        {says} <Badge variant="light">{count('ligne', 'lignes', keys.length)}</Badge>
      </p>
      <Form form={form} submit={submit}>
        <Textarea
          label="Motif"
          description={decision === 'none' ? undefined : 'Facultatif : sans motif, l’explication de chaque ligne en tient lieu.'}
          required={decision === 'none'}
          autosize
          minRows={2}
          maxLength={500}
          {...form.field('reason')}
        />
      </Form>
    </Modal>
  );
}
