// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, Fieldset, Group, Select, SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { hours, roundings, ruleWords, type Rule } from './rule-words.ts';

type Value = Rule['today'];
type Props = { rule: Rule; value: Value; onChange: (value: Value) => void; error?: ReactNode };

/** The field that a rule asks for. */
export function ValueField({ rule: { rule, bound, law }, value, onChange, error }: Props) {
  const label = ruleWords[rule].title;
  if (Array.isArray(value)) return <RttFields label={label} value={value} onChange={onChange} />;
  if (rule === 'leave.rounding')
    return (
      <Select
        label={label}
        data={[...roundings]}
        value={String(value)}
        onChange={(next) => onChange(next ?? value)}
        allowDeselect={false}
        error={error}
      />
    );
  if (rule === 'leave.carry-over-until')
    return <CarryOverFields label={label} value={typeof value === 'string' ? value : null} onChange={onChange} />;
  if (rule === 'leave.cet-paid-days') return <PaidDaysFields label={label} value={value} onChange={onChange} error={error} />;
  const limit = typeof law.value === 'number' ? law.value : undefined;
  return (
    <FrenchNumberInput
      label={label}
      description={bound === 'at-most' ? `${limit} au plus` : bound === 'at-least' ? `${limit} au moins` : undefined}
      value={typeof value === 'number' ? value : null}
      onChange={(next) => onChange(next ?? 0)}
      error={error}
    />
  );
}

function PaidDaysFields({ label, value, onChange, error }: { label: string; value: Value; onChange: (value: Value) => void; error?: ReactNode }) {
  return (
    <Fieldset legend={label}>
      <Checkbox
        label="Un plafond annuel, le même pour tous les agents"
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? 10 : null)}
      />
      {typeof value === 'number' && (
        <FrenchNumberInput mt="sm" label="Jours payés par an, au plus" value={value} onChange={(next) => onChange(next ?? 1)} error={error} />
      )}
    </Fieldset>
  );
}

function CarryOverFields({ label, value, onChange }: { label: string; value: string | null; onChange: (value: Value) => void }) {
  const [month = '03', date = '31'] = (value ?? '').split('-').filter(Boolean);
  return (
    <Fieldset legend={label}>
      <Checkbox
        label="Les congés non pris peuvent l’être l’année suivante"
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? `${month}-${date}` : null)}
      />
      {value !== null && (
        <Group mt="sm" grow>
          <Select
            label="Jusqu’au (jour)"
            data={numbers(31)}
            value={date}
            onChange={(next) => onChange(`${month}-${next ?? date}`)}
            allowDeselect={false}
          />
          <Select label="Mois" data={numbers(12)} value={month} onChange={(next) => onChange(`${next ?? month}-${date}`)} allowDeselect={false} />
        </Group>
      )}
    </Fieldset>
  );
}

function RttFields({
  label,
  value,
  onChange,
}: {
  label: string;
  value: readonly { minutes: number; days: number }[];
  onChange: (value: Value) => void;
}) {
  return (
    <Fieldset legend={label}>
      <SimpleGrid cols={{ base: 2, sm: 3 }}>
        {value.map(({ minutes, days }) => (
          <FrenchNumberInput
            key={minutes}
            label={`Semaine de ${hours(minutes)}`}
            suffix=" j"
            decimals={1}
            value={days / 100}
            onChange={(next) => onChange(value.map((line) => (line.minutes === minutes ? { minutes, days: Math.round((next ?? 0) * 100) } : line)))}
          />
        ))}
      </SimpleGrid>
    </Fieldset>
  );
}

function numbers(most: number): string[] {
  return Array.from({ length: most }, (_, index) => String(index + 1).padStart(2, '0'));
}
