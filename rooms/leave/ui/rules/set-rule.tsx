// SPDX-License-Identifier: EUPL-1.2
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { sentenceOf } from '#ui/api/problem.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { count } from '#ui/format/amount.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { useAddress, usePlace } from '#ui/shell/place.ts';
import { setRule, simulateRule } from '../../contract.ts';
import { writeRule, ruleWords, type Rule } from './rule-words.ts';
import { ValueField } from './value-field.tsx';
import { Simulated } from './simulated.tsx';
import classes from './rules.module.css';

/** Another value for a rule: tried on the real counters, then set with its vote. */
export function SetRule({ rule }: { rule: Rule }) {
  const { organisation } = usePlace();
  const { go } = useAddress();
  const [tried, setTried] = useState<string | null>(null);
  const simulate = useAct(simulateRule, { changes: [] });
  const form = useActForm(setRule, {
    initial: { value: rule.today, text: '', from: firstDay() as string | null },
    toInput: ({ value, text, from }) => ({ rule: rule.rule, value, text, from: from ?? '' }),
    done: ({ changed }) => {
      tellDone(changed > 0 ? `Règle fixée : les compteurs de ${count('agent', 'agents', changed)} ont changé.` : 'Règle fixée.');
      go(`/o/${organisation.slug}/conges/regles`);
    },
  });
  const { value, from } = form.values;
  const key = JSON.stringify([value, from]);
  const attempt = (): void => {
    setTried(key);
    simulate.mutate({ rule: rule.rule, value, from: from ?? '' });
  };
  return (
    <div className={classes.beside}>
      <Form
        form={form}
        submit="Fixer la règle"
        others={
          <Button variant="default" onClick={attempt} loading={simulate.isPending}>
            Simuler
          </Button>
        }
      >
        <p className={classes.quiet}>
          {ruleWords[rule.rule].hint} Aujourd’hui : <strong>{writeRule(rule.rule, rule.today)}</strong>. Le texte :{' '}
          {writeRule(rule.rule, rule.law.value)} ({rule.law.text}).
        </p>
        <ValueField rule={rule} value={value} onChange={(next) => form.set('value', next)} error={form.field('value').error} />
        <DayInput label="À partir du" required {...form.field('from')} />
        <TextInput
          label="Délibération"
          description="Nécessaire pour fixer la règle, pas pour simuler."
          placeholder="Délibération n° 2026-14 du 12 mars 2026"
          {...form.field('text')}
        />
      </Form>
      <div aria-live="polite">
        {simulate.error && tried === key && <p className={classes.refused}>{sentenceOf(simulate.error)}</p>}
        {simulate.data && tried === key && <Simulated found={simulate.data} />}
        {simulate.data && tried !== key && <p className={classes.quiet}>La valeur a changé depuis la simulation : simulez de nouveau.</p>}
      </div>
    </div>
  );
}

// A rule begins with a year, unless said: a year that is under way is changed as a whole.
function firstDay(): string {
  return `${new Date().getFullYear()}-01-01`;
}
