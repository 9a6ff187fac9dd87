// SPDX-License-Identifier: EUPL-1.2
import type { Problem } from '#platform/http/contract.ts';

export type FieldErrors = {
  /** Sentence by path of the form. */
  byField: Record<string, string>;
  /** All of them in order, for the summary; `path` is null where no field of the form is meant. */
  items: readonly { path: string | null; says: string }[];
};

/**
 * Puts each fault of a problem document at its field: `body.lines.0.price` and `lines[0].price` both mean `lines.0.price`.
 * A fault that names nothing in the form stays in the summary alone.
 */
export function fieldErrors(problem: Problem, values: Readonly<Record<string, unknown>>, names: Readonly<Record<string, string>> = {}): FieldErrors {
  const byField: Record<string, string> = {};
  const items = (problem.fields ?? []).map(({ path, says }) => {
    const asWritten = path.replace(/^(body|query|params)\./, '').replace(/\[(\d+)\]/g, '.$1');
    const field = names[asWritten] ?? asWritten;
    if (!isField(values, field)) return { path: null, says };
    byField[field] ??= says;
    return { path: field, says };
  });
  return { byField, items };
}

function isField(values: unknown, path: string): boolean {
  let at = values;
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return false;
    at = (at as Record<string, unknown>)[step]; // checked above
  }
  return true;
}
