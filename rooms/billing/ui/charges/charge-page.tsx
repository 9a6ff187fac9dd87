// SPDX-License-Identifier: EUPL-1.2
import { Alert, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { amount } from '#ui/format/amount.ts';
import { today } from '#ui/format/day.ts';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { BodyPicker, type PickedBody } from '#rooms/organisations/parts.tsx';
import { addCharge, chargeFamilies, familyLabels, readBillingSettings } from '../../contract.ts';

/** Enters something to bill once. */
export function Page() {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const { data: settings } = useEndpoint(readBillingSettings, {});
  const [beneficiary, setBeneficiary] = useState<PickedBody | null>(null);
  const [hint, setHint] = useState<string | null>(null);
  const at = `/o/${organisation.slug}/facturation`;
  const form = useActForm(addCharge, {
    initial: {
      family: 'order',
      payer: null as PickedBody | null,
      label: '',
      detail: '',
      quantity: 1 as number | null,
      unit: 'unité',
      price: null as number | null,
      vat: 'S2000',
      act: '',
      happenedOn: today() as string | null,
      reference: '',
    },
    toInput: ({ family, payer, quantity, price, vat, happenedOn, reference, ...values }) => ({
      ...values,
      family: chargeFamilies.find((one) => one === family) ?? 'manual',
      payerId: payer?.id ?? '',
      beneficiaryId: beneficiary?.id ?? null,
      quantity: quantity ?? 0,
      unitPriceTenThousandths: Math.round((price ?? 0) * 10_000),
      vatCode: vat.startsWith('S') ? ('S' as const) : vat === 'E' ? ('E' as const) : ('O' as const),
      rateBasisPoints: vat.startsWith('S') ? Number(vat.slice(1)) : 0,
      happenedOn: happenedOn ?? '',
      reference: reference.trim() === '' ? null : reference,
    }),
    fieldNames: { payerId: 'payer', unitPriceTenThousandths: 'price', vatCode: 'vat', rateBasisPoints: 'vat' },
    done: ({ netCents, cheaperFromCents }) => {
      tellDone(`Ligne de ${amount(netCents)} enregistrée.`);
      if (cheaperFromCents === null) go(`${at}/a-facturer`);
      else setHint(`Une commande d’au moins ${amount(cheaperFromCents)} HT coûterait moins de frais : parlez-en à la collectivité avant d’émettre.`);
    },
  });
  const isFee = form.values.family === 'school-fee';
  return (
    <>
      <PageHeader
        title="Saisir une ligne à facturer"
        trail={[
          { label: 'Facturation', href: at },
          { label: 'À facturer', href: `${at}/a-facturer` },
        ]}
      />
      {hint && (
        <Alert color="orange" mb="md" title="Enregistrée, mais">
          {hint}
        </Alert>
      )}
      <Form form={form} submit="Enregistrer la ligne">
        <NativeSelect label="Nature" data={chargeFamilies.map((value) => ({ value, label: familyLabels[value] }))} {...form.field('family')} />
        <BodyPicker
          label="Payeur"
          required
          value={form.values.payer}
          onChange={(body) => form.set('payer', body)}
          error={form.field('payer').error}
        />
        <BodyPicker label="Pour" description="Vide : le payeur lui-même." value={beneficiary} onChange={setBeneficiary} />
        <TextInput label="Libellé" required {...form.field('label')} />
        <FrenchNumberInput
          label={isFee ? 'Montant de la commande, HT' : 'Quantité'}
          {...(isFee && { suffix: ' €', description: '8, 6 ou 4 % de la commande entière, selon son montant.' })}
          decimals={isFee ? 2 : 3}
          required
          {...form.field('quantity')}
        />
        {!isFee && <TextInput label="Unité" required {...form.field('unit')} />}
        {!isFee && <FrenchNumberInput label="Prix d’une unité, HT" suffix=" €" decimals={4} required {...form.field('price')} />}
        <NativeSelect
          label="TVA"
          data={[
            ...(settings?.rates ?? [2000]).map((rate) => ({ value: `S${rate}`, label: `${(rate / 100).toLocaleString('fr-FR')} %` })),
            { value: 'E', label: 'Exonérée (art. 261 B)' },
            { value: 'O', label: 'Hors champ' },
          ]}
          {...form.field('vat')}
        />
        <TextInput label="Acte" description="Bon de commande, délibération, courriel." {...form.field('act')} />
        <DayInput label="Date" required {...form.field('happenedOn')} />
        <TextInput label="Référence de la source" description="La même référence n’entre pas deux fois." {...form.field('reference')} />
        <Textarea label="Précision imprimée" autosize minRows={2} {...form.field('detail')} />
      </Form>
    </>
  );
}
