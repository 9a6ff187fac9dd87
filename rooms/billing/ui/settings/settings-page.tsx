// SPDX-License-Identifier: EUPL-1.2
import { Button, Fieldset, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { ErrorState } from '#ui/states/error-state.tsx';
import { PageSkeleton } from '#ui/states/page-skeleton.tsx';
import { changeBillingSettings, familyLabels, familyNames, readBillingSettings } from '../../contract.ts';
import { formOf, settingsOf } from './settings-form.ts';

/** How the operator bills. */
export function Page() {
  const { organisation } = usePlace();
  const { data, error, refetch } = useEndpoint(readBillingSettings, {});
  if (error) return <ErrorState error={error} reset={() => void refetch()} />;
  return (
    <>
      <PageHeader
        title="Réglages de la facturation"
        lead="Ils valent pour les documents à venir ; ceux qui sont émis gardent tout ce avec quoi ils l’ont été."
        trail={[{ label: 'Facturation', href: `/o/${organisation.slug}/facturation` }]}
      />
      {data ? <SettingsForm settings={data} /> : <PageSkeleton />}
    </>
  );
}

function SettingsForm({ settings }: { settings: OutputOf<typeof readBillingSettings> }) {
  const form = useActForm(changeBillingSettings, {
    initial: formOf(settings),
    toInput: (values) => settingsOf(values, settings),
    done: () => tellDone('Réglages enregistrés.'),
  });
  return (
    <Form form={form} submit="Enregistrer">
      <Fieldset legend="L’émetteur">
        <Stack gap="sm">
          <TextInput label="SIRET" {...form.field('siret')} />
          <TextInput label="Numéro de TVA intracommunautaire" {...form.field('vatNumber')} />
          <TextInput label="Forme juridique" {...form.field('legalForm')} />
          <TextInput label="Rue" {...form.field('street')} />
          <Group grow>
            <TextInput label="Code postal" {...form.field('postcode')} />
            <TextInput label="Ville" {...form.field('city')} />
          </Group>
          <TextInput label="Contact" {...form.field('contactName')} />
          <Group grow>
            <TextInput label="Téléphone" {...form.field('phone')} />
            <TextInput label="Adresse électronique" {...form.field('email')} />
          </Group>
          <TextInput label="Comptable public assignataire" description="Tel qu’il se lit après « Paiement à »." {...form.field('accountant')} />
          <Group grow>
            <TextInput label="IBAN" {...form.field('iban')} />
            <TextInput label="BIC" {...form.field('bic')} />
          </Group>
        </Stack>
      </Fieldset>
      <Fieldset legend="Régime de TVA">
        <Stack gap="sm">
          <Textarea label="Mention d’exonération" autosize minRows={2} {...form.field('exemption')} />
          <TextInput label="Mention hors champ" {...form.field('outside')} />
          <NativeSelect
            label="Ce que le tarif ne qualifie pas"
            data={[
              { value: 'appel O', label: 'Appel de participation, hors champ' },
              { value: 'appel E', label: 'Appel de participation, exonéré' },
              { value: 'facture S', label: 'Facture, au taux normal' },
            ]}
            {...form.field('unqualified')}
          />
          <Textarea label="Note juridique imprimée" autosize minRows={3} {...form.field('note')} />
          <TextInput
            label="Taux appliqués, en %"
            description="Séparés par des points-virgules ; le premier est le taux normal."
            {...form.field('rates')}
          />
        </Stack>
      </Fieldset>
      <Fieldset legend="Séries et échéances">
        <Stack gap="sm">
          <Group grow>
            <TextInput label="Préfixe des appels" {...form.field('appel')} />
            <TextInput label="Préfixe des factures" {...form.field('facture')} />
            <TextInput label="Préfixe des avoirs" {...form.field('avoir')} />
          </Group>
          <TextInput
            label="Séries commencées dans un autre logiciel"
            description="« facture 2026 125 ; appel 2026 40 » : nature (appel, facture ou avoir), année, premier numéro à donner. Possible tant que la série de l’année n’a rien émis."
            {...form.field('starts')}
          />
          <NativeSelect
            label="Arrivée ou départ en cours d’année"
            data={[
              { value: 'none', label: 'Année de convention due en entier, à son début' },
              { value: 'month', label: 'Année civile, au prorata des mois commencés' },
              { value: 'day', label: 'Année civile, au prorata des jours' },
            ]}
            {...form.field('prorata')}
          />
          <FrenchNumberInput label="Délai de paiement" suffix=" jours" {...form.field('dueDays')} />
          <TextInput
            label="Échéancier des appels"
            description="« 30/06 50 % ; 15/12 50 % » : jour et mois, puis part. Vide : un seul paiement."
            {...form.field('instalments')}
          />
          <TextInput
            label="Relances, en jours après l’échéance"
            description="« 15 ; 45 » : une première lettre est proposée à 15 jours, une seconde à 45."
            {...form.field('reminderDays')}
          />
          <Textarea label="Texte de la lettre de relance" autosize minRows={3} {...form.field('reminderText')} />
        </Stack>
      </Fieldset>
      <Fieldset legend="Mentions imprimées, une par ligne">
        <Stack gap="sm">
          <Textarea label="Sur les appels" autosize minRows={2} {...form.field('notesAppel')} />
          <Textarea
            label="Sur les factures"
            description="Si vous avez opté pour la TVA d’après les débits, écrivez-le ici : « Option pour le paiement de la taxe d’après les débits »."
            autosize
            minRows={2}
            {...form.field('notesFacture')}
          />
          <Textarea label="Sur les avoirs" autosize minRows={2} {...form.field('notesAvoir')} />
        </Stack>
      </Fieldset>
      <Fieldset legend="Imputation M57">
        <Stack gap="sm">
          {familyNames.map((family) => (
            <Group key={family} grow>
              <TextInput label={`${familyLabels[family]} : nature`} {...form.field(`accounting.${family}.nature`)} />
              <TextInput label={`${familyLabels[family]} : fonction`} {...form.field(`accounting.${family}.fonction`)} />
            </Group>
          ))}
        </Stack>
      </Fieldset>
      <Group>
        <Button type="reset" variant="subtle" onClick={form.reset}>
          Revenir aux réglages enregistrés
        </Button>
      </Group>
    </Form>
  );
}
