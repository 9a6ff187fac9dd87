// SPDX-License-Identifier: EUPL-1.2
import { Alert, NativeSelect, TextInput } from '@mantine/core';
import { amount } from '#ui/format/amount.ts';
import { AmountInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { gridsOf } from './grid-of.ts';
import { type RevisionProps, useRevision } from './use-revision.ts';

/** Recomputes a grid from the price of its unit, with the rounding that reproduces the printed one. */
export function UnitPriceForm({ draft, content }: RevisionProps) {
  const grids = gridsOf(content);
  const [first] = grids;
  const form = useRevision(
    draft,
    { offer: first?.offer ?? '', unitCents: null as number | null, reason: '' },
    ({ offer, unitCents }) => ({ kind: 'unit-price', offer, unitCents: unitCents ?? 0 }),
    { offer: 'offer', unitCents: 'unitCents' },
  );
  const generator = grids.find(({ offer }) => offer === form.values.offer)?.grid.generator;
  return (
    <Form form={form} submit="Recalculer la grille">
      {grids.length > 1 && <NativeSelect label="Grille" data={grids.map(({ offer, label }) => ({ value: offer, label }))} {...form.field('offer')} />}
      {generator ? (
        <p>
          Le prix unitaire d’aujourd’hui est de <strong>{amount(generator.unitCents)}</strong>. Chaque case est ce prix multiplié par son coefficient,
          arrondi à l’euro {generator.rounding === 'half-even' ? '(au pair en cas d’égalité)' : ''} : c’est ainsi que la grille imprimée se retrouve,
          case par case.
        </p>
      ) : (
        <Alert color="yellow" title="Cette grille n’a plus de prix unitaire">
          Une case, une ligne ou une colonne y a été donnée à la main. Changez ses cases une par une, ou appliquez un pourcentage.
        </Alert>
      )}
      <AmountInput label="Nouveau prix unitaire" required {...form.field('unitCents')} />
      <TextInput label="Motif" {...form.field('reason')} />
    </Form>
  );
}
