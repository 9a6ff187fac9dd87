// SPDX-License-Identifier: EUPL-1.2
import { Alert, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { Section } from '#ui/parts/section.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { BodyPicker, type PickedBody } from '#rooms/organisations/parts.tsx';
import { changePayer, readPayer } from '../../contract.ts';

/** What the operator knows of one payer. */
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
        <Section title="Adresser un document" isWide>
          <PayerForm key={data.id} payer={data} />
        </Section>
      )}
    </>
  );
}

function PayerForm({ payer }: { payer: OutputOf<typeof readPayer> }) {
  const { may } = usePlace();
  const [billTo, setBillTo] = useState<PickedBody | null>(payer.billToId ? { id: payer.billToId, name: 'Autre collectivité' } : null);
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
      <TextInput label="Code service" {...form.field('serviceCode')} />
      <TextInput label="Rue" {...form.field('street')} />
      <TextInput label="Code postal" {...form.field('postcode')} />
      <TextInput label="Ville" {...form.field('city')} />
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
