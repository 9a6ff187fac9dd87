// SPDX-License-Identifier: EUPL-1.2
import { Alert, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount, count } from '#ui/format/amount.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { Section, Sections } from '#ui/parts/section.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import type { Column, RowOf } from '#ui/tables/columns.ts';
import { DataTable } from '#ui/tables/data-table.tsx';
import { BodyPicker, type PickedBody } from '#rooms/organisations/parts.tsx';
import { changePayer, listDocuments, listLate, readPayer, stateLabels } from '../../contract.ts';
import { Figures } from '../figures.tsx';
import { StateBadge } from '../words.tsx';

type Document = RowOf<typeof listDocuments>;

/** What the operator knows of one payer, what it was asked and what it has not paid. */
export function Page() {
  const { organisation } = usePlace();
  const { params } = useAddress();
  const { data, error, refetch } = useEndpoint(readPayer, { payer: params['payer'] ?? '' });
  const at = `/o/${organisation.slug}/facturation`;
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  return (
    <>
      <PageHeader
        title={data?.name ?? 'Payeur'}
        {...(data?.siren && { lead: `SIREN ${data.siren}` })}
        trail={[
          { label: 'Facturation', href: at },
          { label: 'Payeurs', href: `${at}/payeurs` },
        ]}
      />
      {!data && <PageSkeleton />}
      {data && data.faults.length > 0 && (
        <Alert color="red" mb="md" title="Aucun document ne peut lui être adressé">
          {data.faults.join(' ')}
        </Alert>
      )}
      {data && (
        <>
          <Owed payer={data.id} at={at} />
          <Sections>
            <Section title="Ses documents" isWide>
              <Documents payer={data.id} at={at} />
            </Section>
            <Section title="Lui adresser un document" isWide>
              <PayerForm key={data.id} payer={data} />
            </Section>
          </Sections>
        </>
      )}
    </>
  );
}

/** What the payer was asked, and what it has not paid. */
function Owed({ payer, at }: { payer: string; at: string }) {
  const { data } = useEndpoint(listLate, { payer, page: 1, size: 1 });
  const { data: documents } = useEndpoint(listDocuments, { payer, page: 1, size: 100 });
  if (!documents || documents.total === 0) return null;
  const late = data?.rows[0];
  const sum = (of: (row: Document) => number): number => documents.rows.reduce((total, row) => total + of(row), 0);
  return (
    <Figures
      figures={[
        { label: documents.total > 100 ? 'Facturé, 100 derniers documents' : 'Facturé', value: amount(sum((row) => row.grossCents)) },
        { label: 'Encaissé', value: amount(sum((row) => row.paidCents)) },
        { label: 'Reste à recouvrer', value: amount(sum((row) => row.restCents)) },
        {
          label: 'En retard',
          value: amount(late?.restCents ?? 0),
          tone: late ? 'danger' : undefined,
          says: late && <HouseLink href={`${at}/retards`}>{count('jour de retard', 'jours de retard', late.days)}</HouseLink>,
        },
      ]}
    />
  );
}

function Documents({ payer, at }: { payer: string; at: string }) {
  const columns: readonly Column<Document>[] = [
    {
      id: 'number',
      title: 'Numéro',
      kind: 'reference',
      isName: true,
      isSortable: true,
      value: (row) => row.number,
      cell: (row) => <HouseLink href={`${at}/documents/${row.id}`}>{row.number}</HouseLink>,
    },
    { id: 'title', title: 'Objet', value: (row) => row.title },
    { id: 'issuedOn', title: 'Émis', kind: 'day', isSortable: true, value: (row) => row.issuedOn },
    { id: 'state', title: 'État', value: (row) => stateLabels[row.state], cell: (row) => <StateBadge state={row.state} /> },
    { id: 'grossCents', title: 'Total', kind: 'amount', isSortable: true, value: (row) => row.grossCents },
    { id: 'restCents', title: 'Reste', kind: 'amount', isSortable: true, value: (row) => row.restCents },
  ];
  return (
    <DataTable
      endpoint={listDocuments}
      input={{ payer }}
      caption="Documents du payeur"
      columns={columns}
      rowKey={(row) => row.id}
      empty={<EmptyState title="Aucun document">Rien ne lui a encore été facturé.</EmptyState>}
    />
  );
}

function PayerForm({ payer }: { payer: OutputOf<typeof readPayer> }) {
  const { may } = usePlace();
  const [billTo, setBillTo] = useState<PickedBody | null>(payer.billToId ? { id: payer.billToId, name: payer.billToName ?? '' } : null);
  const form = useActForm(changePayer, {
    initial: {
      siret: payer.siret ?? '',
      engagement: payer.engagement ?? '',
      serviceCode: payer.serviceCode ?? '',
      street: payer.address?.lines.join(', ') ?? '',
      postcode: payer.address?.postcode ?? '',
      city: payer.address?.city ?? '',
      email: payer.email ?? '',
      billToReason: payer.billToReason ?? '',
    },
    toInput: ({ siret, street, postcode, city, ...values }) => ({
      ...values,
      siret: siret.replaceAll(/\s/g, ''),
      payer: payer.id,
      address:
        postcode === '' && city === ''
          ? null
          : { lines: street === '' ? [] : street.split(',').map((line) => line.trim()), postcode, city, country: 'FR' },
      billToId: billTo?.id ?? null,
      billToReason: billTo ? values.billToReason : null,
    }),
    done: () => tellDone('Payeur enregistré.'),
  });
  return (
    <Form form={form} submit="Enregistrer">
      <TextInput
        label="SIRET"
        description="14 chiffres ; il doit commencer par le SIREN de la collectivité."
        disabled={!may('billing.prepare')}
        {...form.field('siret')}
      />
      <TextInput label="Numéro d’engagement" description="Demandé par certaines collectivités pour mandater." {...form.field('engagement')} />
      <TextInput
        label="Code service"
        description="Celui que la collectivité déclare dans Chorus Pro, si elle en exige un."
        {...form.field('serviceCode')}
      />
      <TextInput label="Rue" {...form.field('street')} />
      <Group grow>
        <TextInput label="Code postal" {...form.field('postcode')} />
        <TextInput label="Ville" {...form.field('city')} />
      </Group>
      <TextInput label="Adresse électronique" type="email" {...form.field('email')} />
      <BodyPicker
        label="Ses factures sont payées par"
        description="Vide : elle-même. Sinon la collectivité que sa convention désigne."
        value={billTo}
        onChange={setBillTo}
        except={[payer.id]}
      />
      {billTo && <TextInput label="Convention qui le dit" required {...form.field('billToReason')} />}
    </Form>
  );
}
