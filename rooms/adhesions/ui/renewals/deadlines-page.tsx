// SPDX-License-Identifier: EUPL-1.2
import { Badge, Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount, amountDifference } from '#ui/format/amount.ts';
import { day } from '#ui/format/day.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { LoadError } from '#ui/states/load-error.tsx';
import { Lines } from '#ui/states/page-skeleton.tsx';
import { TableGrid } from '#ui/tables/table-grid.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { denounceMine, listLetters, listMyTerms, renewalStateWords } from '../../contract.ts';
import { stateColours } from './state-colours.ts';

type Term = RowOf<typeof listMyTerms>;
type Letter = RowOf<typeof listLetters>;

const answers = { agreed: 'Acceptée', refused: 'Refusée' } as const;

/** What awaits the body: letters to answer, conventions that come to their term. */
export function Page() {
  const { organisation, may } = usePlace();
  const [asked, setAsked] = useState<Term | null>(null);
  const terms = useEndpoint(listMyTerms, { size: 100 });
  const letters = useEndpoint(listLetters, { size: 100 });
  const termColumns: readonly Column<Term>[] = [
    { id: 'number', kind: 'reference', title: 'Convention', value: (row) => row.number, isName: true },
    { id: 'operator', title: 'Avec', value: (row) => row.operator },
    { id: 'ends', title: 'Prend fin le', kind: 'day', value: (row) => row.endsOn },
    {
      id: 'then',
      title: 'Ensuite',
      value: (row) =>
        row.renewal === 'tacit' ? `Se reconduit, sauf dénonciation avant le ${day(row.noticeOn)}` : 'S’arrête, sauf si votre assemblée la renouvelle',
    },
    { id: 'yearly', title: 'Aujourd’hui', kind: 'amount', value: (row) => row.yearlyCents },
    { id: 'quoted', title: 'Terme suivant', kind: 'amount', value: (row) => row.quotedCents },
    {
      id: 'state',
      title: 'État',
      value: (row) => renewalStateWords[row.state],
      cell: (row) => (
        <Badge color={stateColours[row.state]} variant="light">
          {renewalStateWords[row.state]}
        </Badge>
      ),
    },
  ];
  const letterColumns: readonly Column<Letter>[] = [
    {
      id: 'subject',
      title: 'Objet',
      value: (row) => row.subject,
      isName: true,
      cell: (row) => <HouseLink href={`/o/${organisation.slug}/echeances/lettres/${row.id}`}>{row.subject}</HouseLink>,
    },
    { id: 'operator', title: 'De', value: (row) => row.operator },
    { id: 'before', title: 'Aujourd’hui', value: (row) => amount(row.beforeCents) },
    { id: 'after', title: 'Proposé', value: (row) => amount(row.afterCents) },
    { id: 'difference', title: 'Écart par an', value: (row) => amountDifference(row.afterCents - row.beforeCents) },
    { id: 'by', title: 'Répondre avant le', kind: 'day', value: (row) => row.answerBy },
    { id: 'answer', title: 'Réponse', value: (row) => (row.answer ? answers[row.answer] : row.outcome ? 'Sans réponse' : 'Attendue') },
  ];
  const error = terms.error ?? letters.error;
  return (
    <>
      <PageHeader title="Échéances" lead="Ce qui prend fin, et ce que votre opérateur vous propose." />
      {error && <LoadError error={error} retry={() => void Promise.all([terms.refetch(), letters.refetch()])} />}
      {(!terms.data || !letters.data) && !error && <Lines count={4} />}
      {letters.data && letters.data.total > 0 && (
        <section>
          <h2>Lettres de votre opérateur</h2>
          <TableGrid caption="Lettres reçues" columns={letterColumns} rows={letters.data.rows} rowKey={(row) => row.id} />
        </section>
      )}
      {terms.data && terms.data.total > 0 && (
        <section>
          <h2>Conventions qui prennent fin</h2>
          <TableGrid
            caption="Conventions qui prennent fin"
            columns={termColumns}
            rows={terms.data.rows}
            rowKey={(row) => row.id}
            {...(may('adhesions.answer') && {
              rowActions: (row: Term) =>
                ['renewed', 'denounced', 'lapsed'].includes(row.state) ? null : (
                  <Button size="compact-sm" variant="default" aria-label={`Ne pas poursuivre ${row.number}`} onClick={() => setAsked(row)}>
                    Ne pas poursuivre
                  </Button>
                ),
            })}
          />
        </section>
      )}
      {terms.data?.total === 0 && letters.data?.total === 0 && (
        <EmptyState title="Rien n’attend">
          Aucune de vos conventions ne prend fin dans les dix-huit mois, et aucune lettre n’attend de réponse.
        </EmptyState>
      )}
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title={`Ne pas poursuivre la convention ${asked?.number ?? ''}`} size="lg">
        {asked && <DenounceForm row={asked} done={() => setAsked(null)} />}
      </Modal>
    </>
  );
}

function DenounceForm({ row, done }: { row: Term; done: () => void }) {
  const form = useActForm(denounceMine, {
    initial: { byName: '', byTitle: '', reason: '' },
    toInput: (values) => ({ ...values, id: row.id }),
    done: ({ says }) => {
      tellDone(says);
      done();
    },
  });
  return (
    <Form form={form} submit={row.renewal === 'tacit' ? 'Dénoncer la convention' : 'Annoncer la fin'} isDangerous>
      <p>
        {row.renewal === 'tacit'
          ? `Reçue avant le ${day(row.noticeOn)}, la dénonciation met fin à la convention le ${day(row.endsOn)}. Après, elle est refusée.`
          : `La convention s’arrête le ${day(row.endsOn)} : votre opérateur ne préparera pas de suite.`}
      </p>
      <TextInput label="Qui l’annonce" required {...form.field('byName')} />
      <TextInput label="En qualité de" required {...form.field('byTitle')} />
      <Textarea label="Motif" required autosize minRows={2} {...form.field('reason')} />
    </Form>
  );
}
