// SPDX-License-Identifier: EUPL-1.2
import { ActionIcon, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { OutputOf } from '#ui/api/endpoint.ts';
import { useAct } from '#ui/api/use-endpoint.ts';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { dayRange } from '#ui/format/day.ts';
import { Section } from '#ui/parts/section.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { addSchoolBreak, type listDaysOff, removeSchoolBreak } from '../../contract.ts';
import classes from '../manage/manage.module.css';
import { ImportBreaks } from './import-breaks.tsx';

type Props = { year: number; breaks: OutputOf<typeof listDaysOff>['breaks'] };

/** School holidays: those of the zone, which come with the house, and those that the body types. */
export function SchoolBreaks({ year, breaks }: Props) {
  const { organisation, holds } = usePlace();
  const here = breaks.filter(({ beginsOn, endsOn }) => beginsOn <= `${year}-12-31` && endsOn >= `${year}-01-01`);
  const texts = [...new Set(here.flatMap(({ text }) => text ?? []))];
  const remove = useAct(removeSchoolBreak, { done: () => tellDone('Vacances retirées.') });
  return (
    <Section title="Vacances scolaires">
      {here.length === 0 && (
        <p className={classes.quiet}>
          Aucune vacance connue en {year}. Choisissez votre zone dans les{' '}
          <HouseLink href={`/o/${organisation.slug}/conges/reglages`}>réglages</HouseLink>, ou saisissez-les.
        </p>
      )}
      <ul className={classes.lines}>
        {here.map(({ id, name, beginsOn, endsOn, text }) => (
          <li key={`${name} ${beginsOn}`}>
            <div>
              <p>{name}</p>
              <p className={classes.quiet}>
                {dayRange(beginsOn, endsOn)}
                {text === null && ', saisies par la collectivité'}
              </p>
            </div>
            {id && holds('conges') && (
              <ActionIcon
                variant="subtle"
                color="red"
                size="lg"
                aria-label={`Retirer ${name} ${dayRange(beginsOn, endsOn)}`}
                onClick={() => remove.mutate({ id }, { onError: tellRefusal })}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {texts.length > 0 && <p className={classes.quiet}>Textes : {texts.join(' ; ')}.</p>}
      {holds('conges') && <ImportBreaks />}
      {holds('conges') && <AddBreak />}
    </Section>
  );
}

function AddBreak() {
  const form = useActForm(addSchoolBreak, {
    initial: { name: '', beginsOn: null as string | null, endsOn: null as string | null }, // chosen in the form
    toInput: ({ name, beginsOn, endsOn }) => ({ name, beginsOn: beginsOn ?? '', endsOn: endsOn ?? '' }),
    guardsChanges: false,
    done: () => {
      form.reset();
      tellDone('Vacances ajoutées.');
    },
  });
  return (
    <>
      <h3>Ajouter des vacances</h3>
      <p className={classes.quiet}>Pour une année que le calendrier national ne connaît pas encore, ou une fermeture de l’école.</p>
      <Form form={form} submit="Ajouter ces vacances">
        <TextInput label="Nom" required placeholder="Vacances d’hiver" {...form.field('name')} />
        <div className={classes.inline}>
          <DayInput label="Premier jour" required {...form.field('beginsOn')} />
          <DayInput label="Dernier jour" required {...form.field('endsOn')} />
        </div>
      </Form>
    </>
  );
}
