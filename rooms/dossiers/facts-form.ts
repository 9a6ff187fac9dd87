// SPDX-License-Identifier: EUPL-1.2
/** What a schema of facts says to people: a form as JSON Schema, and facts in words. Pure. */
import { z } from 'zod';
import { formatDay } from '#platform/calendar/french-days.ts';
import { formatEuros } from '#platform/money/euros.ts';

/** The part of JSON Schema that a form is made of, with the names that `.meta()` gives. */
export type FactSchema = {
  type?: string;
  format?: string;
  title?: string;
  description?: string;
  enum?: readonly string[];
  choices?: Readonly<Record<string, string>>;
  unit?: string;
  visibleTo?: string;
  properties?: Readonly<Record<string, FactSchema>>;
  required?: readonly string[];
  anyOf?: readonly FactSchema[];
};

const known = new WeakMap<z.ZodType, FactSchema>();

/** The JSON Schema of what a form sends for these facts. */
export function formOf(schema: z.ZodType): FactSchema {
  const found = known.get(schema);
  if (found) return found;
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const form = made as FactSchema; // what Zod writes, of which this room reads a part
  known.set(schema, form);
  return form;
}

export type FactLine = { label: string; value: string };

/** Facts in French, in the order of their schema; those without a title stay unsaid. `role` leaves out what is for others. */
export function factsInWords(schema: z.ZodType, facts: Readonly<Record<string, unknown>>, role = 'owner'): FactLine[] {
  return linesOf(formOf(schema), facts, role);
}

function linesOf({ properties = {} }: FactSchema, facts: Readonly<Record<string, unknown>>, role: string): FactLine[] {
  return Object.entries(properties).flatMap(([key, field]) => {
    const value = facts[key];
    if (value === undefined || value === null || value === '') return [];
    if (field.visibleTo !== undefined && field.visibleTo !== role && role !== 'owner') return [];
    if (field.properties) return linesOf(field, value as Record<string, unknown>, role); // the schema says that it is an object
    return field.title === undefined ? [] : [{ label: field.title, value: valueInWords(field, value) }];
  });
}

function valueInWords(field: FactSchema, value: unknown): string {
  const { format, choices, unit } = { ...field.anyOf?.find(({ type }) => type !== 'null'), ...field };
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (typeof value === 'number') return unit === 'cents' ? formatEuros(value) : unit ? `${value} ${unit}` : String(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  return format === 'date' ? formatDay(Temporal.PlainDate.from(value)) : (choices?.[value] ?? value);
}
