// SPDX-License-Identifier: EUPL-1.2
/** From a JSON Schema of facts to the values of a form, and back. */

export type FormSchema = {
  type?: string;
  format?: string;
  title?: string;
  description?: string;
  enum?: readonly string[];
  choices?: Readonly<Record<string, string>>;
  unit?: string;
  maxLength?: number;
  default?: unknown;
  properties?: Readonly<Record<string, FormSchema>>;
  required?: readonly string[];
  anyOf?: readonly FormSchema[];
};

export type Facts = Record<string, unknown>;

/** What may be absent says what it is beside `null`: the field is of that. */
export function plainOf(schema: FormSchema): FormSchema {
  return { ...schema.anyOf?.find(({ type }) => type !== 'null'), ...schema };
}

export function initialFacts(schema: FormSchema): Facts {
  return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, field]) => [key, initialOf(plainOf(field))]));
}

function initialOf(field: FormSchema): unknown {
  if (field.properties) return initialFacts(field);
  if (field.default !== undefined) return field.default;
  if (field.type === 'boolean') return false;
  return field.type === 'string' && field.format !== 'date' ? '' : null;
}

/** What was filled in: a field left empty is not sent, so that the server says what it lacks. */
export function filledFacts(values: Facts): Facts {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      if (value === null || value === '' || value === undefined) return [];
      return [[key, typeof value === 'object' && !Array.isArray(value) ? filledFacts(value as Facts) : value]]; // groups of a form are plain objects
    }),
  );
}
