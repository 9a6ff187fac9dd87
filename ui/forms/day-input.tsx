// SPDX-License-Identifier: EUPL-1.2
import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/fr.js';
import { DateInput, type DateInputProps } from '@mantine/dates';
import { readDay } from '../format/day.ts';
import classes from './day-input.module.css';

type Props = Omit<DateInputProps, 'value' | 'onChange' | 'valueFormat' | 'dateParser' | 'locale'> & {
  value?: string | null;
  onChange?: (day: string | null) => void;
};

/** A day, typed as `1/3/2026`, `1er mars 2026`… or chosen in a calendar; `YYYY-MM-DD`, null while empty or not a day. */
export function DayInput({ value, onChange, ...rest }: Props) {
  return (
    <DateInput
      locale="fr"
      valueFormat="DD/MM/YYYY"
      placeholder="JJ/MM/AAAA"
      dateParser={readDay}
      clearable
      clearButtonProps={{ 'aria-label': 'Effacer la date', tabIndex: 0 }}
      ariaLabels={LABELS}
      getDayProps={(date) => ({ 'aria-label': new Date(`${date}T12:00:00Z`).toLocaleDateString('fr-FR', { dateStyle: 'full', timeZone: 'UTC' }) })}
      {...rest}
      classNames={{ day: classes.day ?? '' }}
      value={value || null}
      onChange={(chosen) => onChange?.(chosen)}
    />
  );
}

const LABELS = {
  nextMonth: 'Mois suivant',
  previousMonth: 'Mois précédent',
  nextYear: 'Année suivante',
  previousYear: 'Année précédente',
  nextDecade: 'Décennie suivante',
  previousDecade: 'Décennie précédente',
};
