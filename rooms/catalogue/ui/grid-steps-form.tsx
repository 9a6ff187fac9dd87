// SPDX-License-Identifier: EUPL-1.2
import { NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { AmountInput, FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { gridsOf } from './grid-of.ts';
import { type RevisionProps, useRevision } from './use-revision.ts';

const acts = [
  ['add-row', 'Ajouter une ligne'],
  ['add-column', 'Ajouter une colonne'],
  ['remove-row', 'Retirer une ligne'],
  ['remove-column', 'Retirer une colonne'],
] as const;
type Act = (typeof acts)[number][0];

type Values = {
  act: string;
  offer: string;
  upTo: number | null;
  label: string;
  step: string;
  cents: (number | null)[];
  byUnit: string;
  reason: string;
};

/** Adds or removes a row (volume) or a column (number of bodies) of a grid. */
export function GridStepsForm({ draft, content }: RevisionProps) {
  const grids = gridsOf(content);
  const [first] = grids;
  const initial: Values = { act: 'add-row', offer: first?.offer ?? '', upTo: null, label: '', step: '', cents: [], byUnit: 'unit', reason: '' };
  const form = useRevision(draft, initial, changeOf, { upTo: 'upTo', label: 'label', cents: 'cents', offer: 'offer' });
  const { act, offer, byUnit } = form.values;
  const grid = grids.find((one) => one.offer === offer)?.grid;
  if (!grid) return null;
  const isRow = act.endsWith('row');
  const steps = isRow ? grid.rows.steps : grid.columns.steps;
  const across = isRow ? grid.columns.steps : grid.rows.steps;
  const isAdding = act.startsWith('add');
  return (
    <Form form={form} submit={isAdding ? 'Ajouter à la grille' : 'Retirer de la grille'} isDangerous={!isAdding}>
      {grids.length > 1 && (
        <NativeSelect label="Grille" data={grids.map((one) => ({ value: one.offer, label: one.label }))} {...form.field('offer')} />
      )}
      <Radio.Group label="Ce qui change" {...form.field('act')}>
        <Stack gap="xs" mt="xs">
          {acts.map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Stack>
      </Radio.Group>
      {isAdding ? (
        <>
          <FrenchNumberInput
            label={isRow ? 'Jusqu’à (Go)' : 'Jusqu’à (collectivités comptées)'}
            decimals={isRow ? 3 : 0}
            required
            {...form.field('upTo')}
          />
          <TextInput label="Libellé" placeholder={isRow ? '6,5 To' : 'CDC + 8 EP'} required {...form.field('label')} />
          <Radio.Group label="Montants" {...form.field('byUnit')}>
            <Stack gap="xs" mt="xs">
              <Radio
                value="unit"
                label="Par le prix unitaire"
                description="En fin de grille seulement : la suite des coefficients donne les cases."
              />
              <Radio value="given" label="Donnés un par un" />
            </Stack>
          </Radio.Group>
          {byUnit === 'given' &&
            across.map((step, at) => <AmountInput key={step.upTo} label={`${step.label}`} required {...form.field(`cents.${at}`)} />)}
        </>
      ) : (
        <NativeSelect
          label={isRow ? 'Ligne' : 'Colonne'}
          data={[{ value: '', label: 'Choisir…' }, ...steps.map((step) => ({ value: String(step.upTo), label: step.label }))]}
          required
          {...form.field('step')}
        />
      )}
      <TextInput label="Motif" {...form.field('reason')} />
    </Form>
  );
}

function changeOf({ act, offer, upTo, label, step, cents, byUnit }: Values) {
  const kind = acts.find(([value]) => value === act)?.[0] ?? ('add-row' satisfies Act);
  if (kind === 'remove-row' || kind === 'remove-column') return { kind, offer, upTo: step === '' ? -1 : Number(step) };
  return { kind, offer, upTo: upTo ?? -1, label, ...(byUnit === 'given' && { cents: cents.map((one) => one ?? -1) }) };
}
