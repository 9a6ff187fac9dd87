// SPDX-License-Identifier: EUPL-1.2
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { dayWithWeekday, today } from '#ui/format/day.ts';
import { Section } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { usePlace } from '#ui/shell/place.ts';
import { addClosedDay, type listDaysOff, removeClosedDay } from '../../contract.ts';
import { bridgesOf } from './bridges.ts';
import classes from '../manage/manage.module.css';

type Props = { year: number; closedDays: OutputOf<typeof listDaysOff>['closedDays']; holidays: readonly string[] };

/** Days that the body gives to all, and the bridges that the holidays of the year would make. */
export function ClosedDays({ year, closedDays, holidays }: Props) {
  const { holds } = usePlace();
  const here = closedDays.filter(({ on }) => on.startsWith(String(year)));
  const mayAct = holds('conges');
  const give = useAct(addClosedDay, { done: (_, { on }) => tellDone(`Le ${dayWithWeekday(on)} est offert à tous.`) });
  const remove = useAct(removeClosedDay, { done: () => tellDone('Ce jour n’est plus offert.') });
  const bridges = bridgesOf(
    holidays,
    closedDays.map(({ on }) => on),
  ).filter((on) => on > today());
  return (
    <Section title="Jours offerts par la collectivité">
      {here.length === 0 && <p className={classes.quiet}>Aucun jour offert en {year}.</p>}
      <ul className={classes.lines}>
        {here.map(({ id, on, label }) => (
          <li key={id}>
            <div>
              <p>{label}</p>
              <p className={classes.quiet}>{dayWithWeekday(on)}</p>
            </div>
            {mayAct && (
              <ActionIcon
                variant="subtle"
                color="red"
                size="lg"
                aria-label={`Reprendre le ${dayWithWeekday(on)}`}
                onClick={() => remove.mutate({ id }, { onError: tellRefusal })}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {mayAct && bridges.length > 0 && (
        <>
          <h3>Ponts possibles</h3>
          <ul className={classes.lines}>
            {bridges.map((on) => (
              <li key={on}>
                <p>{dayWithWeekday(on)}</p>
                <Button
                  variant="default"
                  size="sm"
                  aria-label={`Offrir le ${dayWithWeekday(on)}`}
                  onClick={() => give.mutate({ on, label: 'Pont' }, { onError: tellRefusal })}
                >
                  Offrir
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {mayAct && <AddDay />}
    </Section>
  );
}

function AddDay() {
  const form = useActForm(addClosedDay, {
    initial: { on: null as string | null, label: '' }, // chosen in the form
    toInput: ({ on, label }) => ({ on: on ?? '', label }),
    guardsChanges: false,
    done: () => {
      form.reset();
      tellDone('Ce jour est offert à tous.');
    },
  });
  return (
    <>
      <h3>Offrir un autre jour</h3>
      <Form form={form} submit="Offrir ce jour">
        <div className={classes.inline}>
          <DayInput label="Jour" required {...form.field('on')} />
          <TextInput label="À quelle occasion ?" required placeholder="Journée du maire" {...form.field('label')} />
        </div>
      </Form>
    </>
  );
}
