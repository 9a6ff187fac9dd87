// SPDX-License-Identifier: EUPL-1.2
import { isResource, valueOf, type AttributePath } from './attribute-path.ts';
import type { Filter, Literal, Operator } from './filter.ts';

type Comparison = Extract<Filter, { kind: 'compare' }>;

/** Whether a resource (or one element of a multi-valued attribute) answers a filter; several values answer when any does. */
export function matches(filter: Filter, resource: unknown): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.all.every((one) => matches(one, resource));
    case 'or':
      return filter.all.some((one) => matches(one, resource));
    case 'not':
      return !matches(filter.filter, resource);
    case 'present':
      return valuesAt(resource, filter.path).some(isPresent);
    case 'some':
      return valuesAt(resource, filter.path).some((element) => matches(filter.filter, isResource(element) ? element : { value: element }));
    case 'compare':
      return compares(filter, resource);
  }
}

function compares({ path, operator, value }: Comparison, resource: unknown): boolean {
  const held = valuesAt(resource, path)
    .map((one) => (isResource(one) ? valueOf(one, 'value') : one))
    .filter(isPresent);
  if (value === null) return operator === 'eq' ? held.length === 0 : operator === 'ne' && held.length > 0;
  if (held.length === 0) return operator === 'ne';
  return held.some((one) => answers(one, operator, value, path));
}

function valuesAt(resource: unknown, path: AttributePath): unknown[] {
  const holder = path.urn === undefined ? resource : valueOf(resource, path.urn);
  const found = [valueOf(holder, path.name)].flat();
  const { sub } = path;
  return sub === undefined ? found : found.flatMap((one) => valueOf(one, sub));
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(isResource(value) && Object.keys(value).length === 0);
}

function answers(held: unknown, operator: Operator, value: Exclude<Literal, null>, path: AttributePath): boolean {
  if (typeof held === 'boolean') return holds(operator, String(held), String(value).toLowerCase());
  if (typeof held === 'number') return typeof value === 'number' && holds(operator, held, value);
  if (typeof held !== 'string') return false;
  if (typeof value === 'boolean') return holds(operator, held.toLowerCase(), String(value));
  if (typeof value === 'number') return false;
  const instants = isInstant(path) ? [Date.parse(held), Date.parse(value)] : [];
  const [heldAt = NaN, valueAt = NaN] = instants;
  if (!['co', 'sw', 'ew'].includes(operator) && !Number.isNaN(heldAt) && !Number.isNaN(valueAt)) return holds(operator, heldAt, valueAt);
  return isCaseExact(path) ? holds(operator, held, value) : holds(operator, held.toLowerCase(), value.toLowerCase());
}

function holds<T extends string | number>(operator: Operator, held: T, value: T): boolean {
  switch (operator) {
    case 'eq':
      return held === value;
    case 'ne':
      return held !== value;
    case 'co':
      return String(held).includes(String(value));
    case 'sw':
      return String(held).startsWith(String(value));
    case 'ew':
      return String(held).endsWith(String(value));
    case 'gt':
      return held > value;
    case 'ge':
      return held >= value;
    case 'lt':
      return held < value;
    case 'le':
      return held <= value;
  }
}

function isInstant({ name, sub }: AttributePath): boolean {
  return name.toLowerCase() === 'meta' && ['created', 'lastmodified'].includes(sub?.toLowerCase() ?? '');
}

// RFC 7643 §3.1 and §7: these attributes, and only these among ours, are case-exact.
function isCaseExact({ name, sub }: AttributePath): boolean {
  return ['id', 'externalid', 'meta', '$ref'].includes(name.toLowerCase()) || sub?.toLowerCase() === '$ref';
}
