// SPDX-License-Identifier: EUPL-1.2
import { TextInput } from '@mantine/core';
import { AmountInput, FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { reviseDraft } from '../contract.ts';

type Props = { draft: { key: string; revision: number }; price: string; cents: number | null; text: string; done: () => void };

/** Changes one price of a project, with a reason. A rate is typed in percent. */
export function PriceForm({ draft, price, cents, text, done }: Props) {
  const isRate = cents === null && text.includes('%');
  const form = useActForm(reviseDraft, {
    initial: { amount: isRate ? Number(text.replace(/[^\d,]/g, '').replace(',', '.')) : cents, reason: '' },
    toInput: ({ amount, reason }) => ({
      edition: draft.key,
      revision: draft.revision,
      change: { kind: 'price' as const, price, amount: isRate ? Math.round((amount ?? 0) * 100) : (amount ?? 0) },
      reason: reason || null,
    }),
    fieldNames: { 'change.amount': 'amount', 'change.price': 'amount', revision: 'amount' },
    guardsChanges: false,
    done: () => {
      tellDone('Prix modifié dans le projet.');
      done();
    },
  });
  return (
    <Form form={form} submit="Changer ce prix">
      {isRate ? (
        <FrenchNumberInput label="Nouveau taux" suffix={'\u00a0%'} decimals={2} {...form.field('amount')} />
      ) : (
        <AmountInput label="Nouveau prix" {...form.field('amount')} />
      )}
      <TextInput label="Motif" description="Gardé avec la modification." {...form.field('reason')} />
    </Form>
  );
}
