// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { compileEdition, editionNamed, type CompiledEdition } from '#rooms/catalogue/api.ts';
import { MUTUALISED } from '../start-adhesion.ts';
import { offersOfScope } from './included-in.ts';

/** The compiled edition of a convention; null for one that the operator no longer shows. */
export async function editionOf<T>(ctx: Context<T>, row: { operatorId: string; edition: string }): Promise<CompiledEdition | null> {
  const record = await editionNamed(ctx, row.operatorId, row.edition);
  return record ? compileEdition(record.edition) : null;
}

/** The label of an edition; its key where the operator no longer shows it. */
export async function editionLabel<T>(ctx: Context<T>, { operatorId, edition }: { operatorId: string; edition: string }): Promise<string> {
  return (await editionNamed(ctx, operatorId, edition))?.edition.label ?? edition;
}

/** An edition as a member names it. */
export function editionView(edition: CompiledEdition | null, key: string) {
  const act = edition?.source.act;
  return { key, label: edition?.source.label ?? key, act: act?.known ? `${act.assembly}, acte n° ${act.number}` : null };
}

/** « Adhésion mutualisée pour le territoire de l’EPCI », « Forfait Technologie ». */
export function whatIs(edition: CompiledEdition | null, scope: string): string {
  const [offer] = edition ? offersOfScope(edition, scope) : [];
  return (offer && edition?.offers.get(offer)?.source.label) ?? (scope === MUTUALISED ? 'Adhésion mutualisée' : scope);
}
