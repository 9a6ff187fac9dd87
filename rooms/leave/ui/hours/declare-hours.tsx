// SPDX-License-Identifier: EUPL-1.2
import { Select, Textarea, TextInput } from '@mantine/core';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { today } from '#ui/format/day.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { declareHours, listAgents } from '../../contract.ts';
import { nameOf } from '../agents/agent-values.ts';
import { readHalf } from '../agents/week-templates.ts';
import { Dismiss } from '../manage/dialog.tsx';
import { inWords } from '../words.ts';
import classes from '../manage/manage.module.css';

type Props = { isAgent: boolean; manages: boolean; close: () => void };

const DAY = 1440;

/** Hours done: for oneself they wait for an answer; typed by whoever manages leave, they are granted. */
export function DeclareHours({ isAgent, manages, close }: Props) {
  const { data: agents } = useEndpoint(listAgents, { size: 200 }, { enabled: manages });
  const form = useActForm(declareHours, {
    initial: { agentId: null as string | null, on: today() as string | null, length: '', percent: 100 as number | null, reason: '' }, // emptied by whoever types
    toInput: ({ agentId, on, length, percent, reason }) => ({
      agentId,
      on: on ?? '',
      minutes: readHalf(length, DAY) ?? 0,
      percent: percent ?? 100,
      reason,
    }),
    fieldNames: { minutes: 'length' },
    guardsChanges: false,
    done: ({ status }) => {
      close();
      tellDone(status === 'approved' ? 'Heures portées au compteur.' : 'Heures déclarées : elles attendent une validation.');
    },
  });
  const { length, percent } = form.values;
  const counted = Math.round(((readHalf(length, DAY) ?? 0) * (percent ?? 100)) / 100);
  return (
    <Form form={form} submit="Déclarer ces heures" others={<Dismiss close={close} />}>
      {manages && (
        <Select
          label="Agent"
          description={isAgent ? 'Vide : pour vous-même. Pour un agent, c’est validé aussitôt.' : 'C’est validé aussitôt.'}
          placeholder={isAgent ? 'Moi' : 'Choisir un agent'}
          searchable
          clearable={isAgent}
          clearButtonProps={{ 'aria-label': 'Déclarer pour moi-même' }}
          nothingFoundMessage="Aucun agent à ce nom."
          data={(agents?.rows ?? []).map((agent) => ({ value: agent.id, label: nameOf(agent) }))}
          {...form.field('agentId')}
        />
      )}
      <DayInput label="Jour" required maxDate={today()} {...form.field('on')} />
      <div className={classes.inline}>
        <TextInput label="Durée" description="Comme 2 h 30." required {...form.field('length')} />
        <FrenchNumberInput label="Majoration" description="100 % : heure pour heure." suffix=" %" min={100} max={300} {...form.field('percent')} />
      </div>
      {counted > 0 && percent !== 100 && <p className={classes.quiet}>Au compteur : {inWords(counted, 'hour')}.</p>}
      <Textarea
        label="Motif"
        required
        placeholder="Conseil municipal, élections, déneigement…"
        autosize
        minRows={2}
        maxLength={500}
        {...form.field('reason')}
      />
    </Form>
  );
}
