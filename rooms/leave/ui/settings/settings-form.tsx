// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, NativeSelect, NumberInput, Radio, Stack } from '@mantine/core';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { changeSettings, type readSettings } from '../../contract.ts';

type Settings = OutputOf<typeof readSettings>;
type Values = Omit<Settings, 'isStarted' | 'approvalLevels' | 'schoolZone' | 'territory'> & {
  approvalLevels: string;
  schoolZone: string;
  territory: string;
};

const territoryWords = {
  metropole: 'France métropolitaine',
  'alsace-moselle': 'Alsace et Moselle',
  guadeloupe: 'Guadeloupe',
  martinique: 'Martinique',
  guyane: 'Guyane',
  'la-reunion': 'La Réunion',
  mayotte: 'Mayotte',
  'saint-barthelemy': 'Saint-Barthélemy',
  'saint-martin': 'Saint-Martin',
} as const;

type Props = { settings: Settings; submit: string; done: () => void };

/** What a body decides of its leave, with what is usual already chosen. */
export function SettingsForm({ settings, submit, done }: Props) {
  const form = useActForm<typeof changeSettings, Values>(changeSettings, {
    initial: {
      hasTemple: settings.hasTemple,
      noticeDays: settings.noticeDays,
      presenceRefuses: settings.presenceRefuses,
      cetIsPaid: settings.cetIsPaid,
      colleaguesSee: settings.colleaguesSee,
      approvalLevels: String(settings.approvalLevels),
      schoolZone: settings.schoolZone ?? '',
      territory: settings.territory ?? '',
    },
    toInput: (values) => ({
      ...values,
      approvalLevels: values.approvalLevels === '2' ? 2 : 1,
      // The lists below offer nothing else.
      schoolZone: (values.schoolZone || null) as Settings['schoolZone'],
      territory: (values.territory || null) as Settings['territory'],
    }),
    done,
  });
  return (
    <Form form={form} submit={submit}>
      <NativeSelect
        label="Zone de vacances scolaires"
        description="Pour les agents qui suivent l’école, et pour les montrer sur le planning."
        {...form.field('schoolZone')}
        data={[
          { value: '', label: 'Aucune' },
          { value: 'A', label: 'Zone A' },
          { value: 'B', label: 'Zone B' },
          { value: 'C', label: 'Zone C' },
        ]}
      />
      <Radio.Group label="Combien de réponses faut-il pour accorder une absence ?" {...form.field('approvalLevels')}>
        <Stack gap="xs" mt="xs">
          <Radio value="1" label="Une seule : celle du responsable de service" />
          <Radio value="2" label="Deux : le responsable vise, puis la direction accorde" />
        </Stack>
      </Radio.Group>
      <Radio.Group label="Qui voit le planning ?" {...form.field('colleaguesSee')}>
        <Stack gap="xs" mt="xs">
          <Radio value="team" label="Chacun voit son service" />
          <Radio value="body" label="Chacun voit toute la collectivité" />
        </Stack>
      </Radio.Group>
      <NumberInput
        label="Délai de prévenance, en jours"
        description="Une demande plus tardive reste possible : elle est signalée."
        min={0}
        max={365}
        allowDecimal={false}
        {...form.field('noticeDays')}
      />
      <Checkbox
        label="Refuser une demande qui laisserait un service sous son effectif minimal"
        description="Sinon, elle est seulement signalée à la personne qui répond."
        {...form.field('presenceRefuses')}
        checked={form.values.presenceRefuses}
        onChange={(event) => form.set('presenceRefuses', event.currentTarget.checked)}
      />
      <Checkbox
        label="Le compte épargne-temps peut être indemnisé (délibération prise)"
        checked={form.values.cetIsPaid}
        onChange={(event) => form.set('cetIsPaid', event.currentTarget.checked)}
      />
      <NativeSelect
        label="Jours fériés"
        description="Ceux de la commune, sauf choix contraire."
        {...form.field('territory')}
        data={[{ value: '', label: 'Selon la commune' }, ...Object.entries(territoryWords).map(([value, label]) => ({ value, label }))]}
      />
      {form.values.territory === 'alsace-moselle' && (
        <Checkbox
          label="La commune a un temple protestant ou une église mixte : le Vendredi saint est férié"
          checked={form.values.hasTemple}
          onChange={(event) => form.set('hasTemple', event.currentTarget.checked)}
        />
      )}
    </Form>
  );
}
