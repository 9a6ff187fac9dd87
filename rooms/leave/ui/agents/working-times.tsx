// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { useState } from 'react';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { dayInWords, today } from '#ui/format/day.ts';
import { Section } from '#ui/parts/section.tsx';
import { tellDone } from '#ui/parts/tell.ts';
import { usePlace } from '#ui/shell/place.ts';
import { changeWorkingTime } from '../../contract.ts';
import { Dialog, Dismiss } from '../manage/dialog.tsx';
import { inWords } from '../words.ts';
import { type AgentDetails, nameOf } from './agent-values.ts';
import { WeekDrawing } from './week-drawing.tsx';
import { mutable, sayTime, templates } from './week-templates.ts';
import { WorkingTimeFields } from './working-time-fields.tsx';
import classes from './agents.module.css';

/** Every cycle that an agent had, the present one drawn, and the change of it from a day on. */
export function WorkingTimes({ agent }: { agent: AgentDetails }) {
  const { holds } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const times = agent.times.toReversed();
  const now = times.find(({ beginsOn }) => beginsOn <= today()) ?? times[0];
  const close = (): void => setOpen(false);
  return (
    <Section
      title="Temps de travail"
      action={
        holds('conges') && (
          <Button variant="default" size="sm" onClick={() => setOpen(true)}>
            Changer à partir d’un jour
          </Button>
        )
      }
    >
      {now && <WeekDrawing time={now} />}
      {agent.annualised && <Annualised {...agent.annualised} />}
      <ul className={classes.times}>
        {times.map((time) => (
          <li key={time.beginsOn} aria-current={time === now ? 'true' : undefined}>
            <strong>
              {time.endsOn ? `Du ${dayInWords(time.beginsOn)} au ${dayInWords(time.endsOn)}` : `Depuis le ${dayInWords(time.beginsOn)}`}
            </strong>
            <span>{sayTime(time)}</span>
          </li>
        ))}
      </ul>
      <Dialog title={`Changer le temps de travail de ${nameOf(agent)}`} isOpen={isOpen} close={close} isWide>
        <Change agent={agent} close={close} />
      </Dialog>
    </Section>
  );
}

function Annualised({ year, planned, due, text }: NonNullable<AgentDetails['annualised']>) {
  const rest = due - planned;
  return (
    <p>
      En {year}, le cycle prévoit <strong>{inWords(planned, 'hour')}</strong>, congés accordés déduits, pour {inWords(due, 'hour')} dues ({text}) :{' '}
      {rest === 0 ? 'le compte est juste.' : rest > 0 ? `il reste ${inWords(rest, 'hour')} à prévoir.` : `${inWords(-rest, 'hour')} sont à rendre.`}
    </p>
  );
}

function Change({ agent, close }: { agent: AgentDetails; close: () => void }) {
  const last = agent.times.at(-1);
  const form = useActForm(changeWorkingTime, {
    initial: { beginsOn: today() as string | null, time: last ?? templates[0].time }, // emptied by whoever clears the day
    toInput: ({ beginsOn, time }) => ({ ...mutable(time), id: agent.id, beginsOn: beginsOn ?? '' }),
    guardsChanges: false,
    done: (_, { beginsOn }) => {
      close();
      tellDone(`Temps de travail changé à partir du ${dayInWords(beginsOn ?? today())} : les compteurs suivent.`);
    },
  });
  return (
    <Form form={form} submit="Changer le temps de travail" others={<Dismiss close={close} />}>
      <DayInput
        label="À partir du"
        description="Le temps de travail précédent s’arrête la veille ; ce qui était prévu après ce jour est remplacé."
        required
        {...form.field('beginsOn')}
      />
      <WorkingTimeFields value={form.values.time} change={(time) => form.set('time', time)} />
    </Form>
  );
}
