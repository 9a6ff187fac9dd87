// SPDX-License-Identifier: EUPL-1.2
import { Checkbox, Fieldset, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { AmountInput, FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { DayInput } from '#ui/forms/day-input.tsx';
import type { ActForm } from '#ui/forms/use-act-form.ts';
import { plainOf, type Facts, type FormSchema } from './act-values.ts';
import classes from './dossiers.module.css';

export type ActValues = { facts: Facts; on: string | null; pieces: null };

type Props = {
  form: ActForm<ActValues>;
  path: string;
  schema: FormSchema;
  isRequired: boolean;
  /** What the server already says of what is typed, by path. */
  faults: ReadonlyMap<string, string>;
};

// A text that may be longer is given room.
const LONG = 400;

/** One field of an act, as its schema describes it; a group holds its own fields. */
export function FactField({ form, path, schema: written, isRequired, faults }: Props) {
  const schema = plainOf(written);
  if (schema.properties) return <FactGroup form={form} path={path} schema={schema} faults={faults} />;
  const { error, ...input } = form.field(path as 'facts', schema.type === 'boolean' ? { type: 'checkbox' } : {}); // Mantine knows the first name of a path alone
  const field = {
    label: schema.title ?? path,
    ...(schema.description && { description: schema.description }),
    required: isRequired,
    error: error ?? faults.get(path),
    ...input,
  };
  if (schema.type === 'boolean') return <Checkbox {...field} required={false} />;
  if (schema.enum) return <Choice field={field} schema={schema} isRequired={isRequired} />;
  if (schema.format === 'date') return <DayInput {...field} />;
  if (schema.type === 'integer' || schema.type === 'number')
    return schema.unit === 'cents' ? <AmountInput {...field} /> : <FrenchNumberInput {...field} decimals={schema.type === 'integer' ? 0 : 2} />;
  return (schema.maxLength ?? 0) >= LONG ? <Textarea autosize minRows={2} {...field} /> : <TextInput {...field} />;
}

type GroupProps = Pick<Props, 'form' | 'path' | 'schema' | 'faults'>;

function FactGroup({ form, path, schema, faults }: GroupProps) {
  return (
    <Fieldset legend={schema.title ?? ''} className={classes.group ?? ''}>
      <FactFields form={form} path={path} schema={schema} faults={faults} />
    </Fieldset>
  );
}

/** The fields of a schema: short figures side by side, the rest one under the other. */
export function FactFields({ form, path, schema, faults }: GroupProps) {
  return (
    <div className={classes.fields}>
      {Object.entries(schema.properties ?? {}).map(([key, field]) => (
        <div key={key} data-figure={isFigure(field) || undefined}>
          <FactField form={form} path={`${path}.${key}`} schema={field} isRequired={schema.required?.includes(key) ?? false} faults={faults} />
        </div>
      ))}
    </div>
  );
}

function isFigure(field: FormSchema): boolean {
  const { type, format } = plainOf(field);
  return type === 'integer' || type === 'number' || format === 'date';
}

type ChoiceProps = { field: React.ComponentProps<typeof Radio.Group> | Record<string, unknown>; schema: FormSchema; isRequired: boolean };

function Choice({ field, schema, isRequired }: ChoiceProps) {
  return (
    <Radio.Group {...(field as Omit<React.ComponentProps<typeof Radio.Group>, 'children'>)}>
      <Stack gap="xs" mt="xs">
        {(schema.enum ?? []).map((value) => (
          <Radio key={value} value={value} label={schema.choices?.[value] ?? value} />
        ))}
        {!isRequired && <Radio value="" label="Non précisé" />}
      </Stack>
    </Radio.Group>
  );
}
