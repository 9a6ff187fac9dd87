// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { today } from '#ui/format/day.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { adjustAccount } from '../../contract.ts';
import { Dismiss } from '../manage/dialog.tsx';
import type { Account } from '../mine/counters.tsx';
import { counterWords, inWords } from '../words.ts';
import type { AgentDetails } from './agent-values.ts';
import { readHalf } from './week-templates.ts';
import classes from './agents.module.css';

type Props = { agent: AgentDetails; accounts: readonly Account[]; close: () => void };
type Counter = Account['counter'];
type Values = { counter: Counter; year: number | null; sign: '+' | '-'; days: number | null; hours: string; isOpening: boolean; reason: string };

const MOST_MINUTES = 2_000 * 60;

/** Adds to a counter by hand, or takes from it, with the reason that everybody will read. */
export function Adjust({ agent, accounts, close }: Props) {
  const thisYear = Number(today().slice(0, 4));
  const form = useActForm<typeof adjustAccount, Values>(adjustAccount, {
    initial: { counter: 'annual', year: thisYear, sign: '+', days: null, hours: '', isOpening: false, reason: '' },
    toInput: ({ counter, year, sign, days, hours, isOpening, reason }) => {
      const size = unitOf(counter) === 'day' ? (days ?? 0) : (readHalf(hours, MOST_MINUTES) ?? 0);
      return { id: agent.id, counter, year: hasYear(counter) ? year : null, amount: sign === '+' ? size : -size, isOpening, reason };
    },
    fieldNames: { amount: 'days' },
    guardsChanges: false,
    done: () => {
      close();
      tellDone('Compteur corrigé : le mouvement est inscrit avec son motif.');
    },
  });
  const { values } = form;
  const unitOf = (counter: Counter): 'day' | 'hour' => (counter === 'hours' ? 'hour' : counter === 'cet' ? 'day' : agent.unit);
  const account = accounts.find((one) => one.counter === values.counter && (one.year === null || one.year === values.year));
  const isDays = unitOf(values.counter) === 'day';
  return (
    <Form form={form} submit="Corriger le compteur" others={<Dismiss close={close} />}>
      <div className={classes.pair}>
        <NativeSelect label="Compteur" {...form.field('counter')} data={Object.entries(counterWords).map(([value, label]) => ({ value, label }))} />
        {hasYear(values.counter) && (
          <NativeSelect
            label="Année"
            value={String(values.year ?? '')}
            onChange={(event) => form.set('year', Number(event.currentTarget.value))}
            error={form.field('year').error}
            data={[thisYear + 1, thisYear, thisYear - 1, thisYear - 2].map(String)}
          />
        )}
      </div>
      <SegmentedControl
        aria-label="Sens de la correction"
        {...form.field('sign')}
        data={[
          { value: '+', label: 'Ajouter' },
          { value: '-', label: 'Retirer' },
        ]}
      />
      {isDays ? (
        <FrenchNumberInput label="Nombre de jours" required decimals={2} min={0} {...form.field('days')} />
      ) : (
        <TextInput
          label="Durée"
          description="Comme 3 h 30."
          required
          value={values.hours}
          onChange={(event) => form.set('hours', event.currentTarget.value)}
          error={form.field('days').error}
        />
      )}
      {account && <p className={classes.quiet}>Il reste aujourd’hui {inWords(account.left, account.unit)} sur ce compteur.</p>}
      <Checkbox
        label="C’est un solde repris d’un autre outil"
        checked={values.isOpening}
        onChange={(event) => form.set('isOpening', event.currentTarget.checked)}
      />
      <Textarea
        label="Motif"
        description="L’agent le lit dans ses mouvements."
        required
        autosize
        minRows={2}
        maxLength={500}
        {...form.field('reason')}
      />
    </Form>
  );
}

function hasYear(counter: Counter): boolean {
  return counter === 'annual' || counter === 'rtt';
}
