// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';
import { typesOf } from './types-of-house.ts';

/** The types of dossiers that the person may read here, with their steps. */
export function listTypes(ctx: Context<Tables>) {
  const readable = [...typesOf(ctx.house).values()].filter(({ permissions }) => ctx.may(permissions.read));
  return { rows: readable.map(({ key, label, steps }) => ({ key, label, steps: steps.map((step) => ({ key: step.key, label: step.label })) })) };
}
