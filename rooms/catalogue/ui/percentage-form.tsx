// SPDX-License-Identifier: EUPL-1.2
import { MultiSelect, Radio, Stack, TextInput } from '@mantine/core';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { type RevisionProps, useRevision } from './use-revision.ts';

/** Raises or lowers prices by a percentage. */
export function PercentageForm({ draft, content }: RevisionProps) {
  const form = useRevision(
    draft,
    { percent: null as number | null, offers: [] as string[], roundTo: 'euro', reason: '' },
    ({ percent, offers, roundTo }) => ({
      kind: 'percentage',
      bps: Math.round((percent ?? 0) * 100),
      roundTo: roundTo === 'cent' ? 'cent' : 'euro',
      ...(offers.length > 0 && { offers }),
    }),
    { bps: 'percent', offers: 'offers', roundTo: 'roundTo' },
  );
  return (
    <Form form={form} submit="Appliquer au projet">
      <FrenchNumberInput
        label="Évolution"
        description="Avec son signe : 2,5 ou −3."
        suffix={'\u00a0%'}
        decimals={2}
        allowNegative
        required
        {...form.field('percent')}
      />
      <MultiSelect
        label="Offres touchées"
        description="Toutes si aucune n’est choisie. Les taux et le « sur devis » ne changent pas."
        data={content.offers.map(({ key, label }) => ({ value: key, label }))}
        searchable
        clearable
        {...form.field('offers')}
      />
      <Radio.Group
        label="Arrondi"
        description="Une grille qui a un prix unitaire est recalculée à partir de lui, comme la grille imprimée."
        {...form.field('roundTo')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="euro" label="À l’euro" />
          <Radio value="cent" label="Au centime" />
        </Stack>
      </Radio.Group>
      <TextInput label="Motif" {...form.field('reason')} />
    </Form>
  );
}
